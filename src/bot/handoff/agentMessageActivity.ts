import { type Activity, ActivityTypes, type Attachment } from 'botbuilder';
import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import type { CaseEvent } from '../../handoff/case/caseEvent.js';
import { type HandoffEventValue, handoffEventName } from '../../handoff/handoffEvent.js';
import type { AgentMessageMark } from '../../handoff/spoken.js';

/** Channels that show the `from.name` of a message. On others the name stands before the text. */
const namesSpeakers: ReadonlySet<string> = new Set(['directline', 'webchat', 'emulator']);

/** What an `agent-spoke` brings to the person, as the agent wrote it: plain text, which no channel interprets. Null for any other activity. */
export function agentMessageActivity(activity: Partial<Activity>): Partial<Activity> | null {
  if (activity.type !== ActivityTypes.Event || activity.name !== handoffEventName) return null;
  const { event, message } = activity.value as HandoffEventValue;
  if (event.type !== 'agent-spoke') return null;
  const agent = nameOf(event);
  const mark: AgentMessageMark = { kind: 'agent-message', agent, messageId: event.messageId };
  const attachments: Attachment[] = (message?.attachments ?? []).map((attachment) => ({ ...attachment }));
  const text = message?.text ?? '';
  return {
    type: ActivityTypes.Message,
    inputHint: 'acceptingInput',
    channelData: { trustdesk: mark },
    ...(namesSpeakers.has(activity.channelId ?? '')
      ? { text, textFormat: 'plain' }
      : { text: `**${escapeMarkdown(agent)}:** ${markdownLines(text)}`, textFormat: 'markdown' }),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
}

function nameOf({ by }: CaseEvent): string {
  if (by.kind === 'agent') return by.agent.name;
  return by.kind === 'hub' ? by.hub : '';
}

/** Each line literally; a break within a paragraph is two spaces and a line feed. */
function markdownLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => escapeMarkdown(line, line.length + 1))
    .join('  \n');
}
