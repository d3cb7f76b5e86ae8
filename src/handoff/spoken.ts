import { isJsonObject } from '../base/isJsonObject.js';
import type { JsonObject } from '../base/json.js';
import type { CaseEventType } from './case/caseEvent.js';

/** `channelData.trustdesk` of an agent's message as the person gets it. */
export type AgentMessageMark = {
  readonly kind: 'agent-message';
  /** The agent's name as it is shown. */
  readonly agent: string;
  /** The sender's own id of the message. */
  readonly messageId: string;
};

/** `channelData.trustdesk` of what tells about a handoff: it may be said while a human has the conversation. */
export type HandoffNoticeMark = {
  readonly kind: 'handoff-notice';
  readonly event: CaseEventType | 'file-refused';
  /** The name of the agent who has the conversation from then on; null when nobody has. */
  readonly agent: string | null;
};

/** Who speaks in an outgoing activity: the bot, which is silent while a human has the conversation, or the handoff. */
export type Speaker = 'bot' | 'handoff';

export function speakerOf({ channelData }: { readonly channelData?: unknown }): Speaker {
  const mark = markOf(channelData);
  return mark?.['kind'] === 'agent-message' || mark?.['kind'] === 'handoff-notice' ? 'handoff' : 'bot';
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
