import type { Attachment } from 'botbuilder';
import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import type { CaseEvent } from '../../handoff/case/caseEvent.js';
import type { AgentMessageMark } from '../../handoff/spoken.js';
import type { Tell } from './told.js';

/** Channels that show the `from.name` of a message. On others the name stands before the text. */
const namesSpeakers: ReadonlySet<string> = new Set(['directline', 'webchat', 'emulator']);

/** As the agent wrote it: plain text, which no channel interprets. */
export const tellAgentMessage: Tell<'agent-spoke'> = async ({ context }, { event, message }) => {
  const agent = nameOf(event);
  const mark: AgentMessageMark = { kind: 'agent-message', agent, messageId: event.messageId };
  const attachments: Attachment[] = (message?.attachments ?? []).map((attachment) => ({ ...attachment }));
  const text = message?.text ?? '';
  await context.sendActivity({
    type: 'message',
    inputHint: 'acceptingInput',
    channelData: { trustdesk: mark },
    ...(namesSpeakers.has(context.activity.channelId)
      ? { text, textFormat: 'plain' }
      : { text: `**${escapeMarkdown(agent)}:** ${markdownLines(text)}`, textFormat: 'markdown' }),
    ...(attachments.length > 0 ? { attachments } : {}),
  });
};

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
