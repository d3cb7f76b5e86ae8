import { isJsonObject } from '../base/isJsonObject.js';
import type { JsonObject } from '../base/json.js';
import type { UploadRefusal } from '../base/uploadRefusal.js';
import type { Speaker } from '../storage/storage.js';
import type { CaseEventType } from './case/caseEvent.js';

/** `channelData.trustdesk` of an agent's message as the person gets it. */
export type AgentMessageMark = {
  readonly kind: 'agent-message';
  /** The agent's name as it is shown. */
  readonly agent: string;
  /** The sender's own id of the message. */
  readonly messageId: string;
};

/** `channelData.trustdesk` of what tells about a handoff. */
export type HandoffNoticeMark = {
  readonly kind: 'handoff-notice';
  readonly event: CaseEventType;
  /** The name of the agent who has the conversation from then on; null when nobody has. */
  readonly agent: string | null;
};

/** `channelData.trustdesk` of what tells that the channel did not take a message with files. */
export type UploadRefusedMark = { readonly kind: 'upload-refused'; readonly code: UploadRefusal };

const marks: readonly unknown[] = ['agent-message', 'handoff-notice', 'upload-refused'] satisfies readonly (
  | AgentMessageMark
  | HandoffNoticeMark
  | UploadRefusedMark
)['kind'][];

/** By its mark; whatever has none is the bot's. */
export function speakerOf({ channelData }: { readonly channelData?: unknown }): Speaker {
  return marks.includes(markOf(channelData)?.['kind']) ? 'house' : 'bot';
}

/** The mark of an agent's message; null for any other activity. */
export function agentMessageMark({
  channelData,
}: {
  readonly channelData?: unknown;
}): AgentMessageMark | null {
  const { kind, agent, messageId } = markOf(channelData) ?? {};
  if (kind !== 'agent-message' || typeof agent !== 'string' || typeof messageId !== 'string') return null;
  return { kind, agent, messageId };
}

function markOf(channelData: unknown): JsonObject | null {
  const mark = (channelData as { trustdesk?: JsonObject } | null | undefined)?.trustdesk;
  return mark !== undefined && isJsonObject(mark) ? mark : null;
}
