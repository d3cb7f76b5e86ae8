import type { Activity } from './webChat.js';

interface HandoffMark {
  readonly kind?: unknown;
  readonly agent?: unknown;
}

/** The name of the human who wrote a message; null when the bot did. */
export function agentOf(activity: Activity): string | null {
  const { kind, agent } = markOf(activity);
  return kind === 'agent-message' && typeof agent === 'string' ? agent : null;
}

/**
 * The name of the human who has the conversation once this message has come, null when it is the bot's, undefined when the
 * message does not tell. The bot itself is silent while a human has it.
 */
export function holderAfter(activity: Activity): string | null | undefined {
  const { kind, agent } = markOf(activity);
  if (kind === 'upload-refused') return undefined;
  const isHumans = kind === 'agent-message' || kind === 'handoff-notice';
  return isHumans && typeof agent === 'string' ? agent : null;
}

/** A human's message with their name above it; Web Chat shows no names. The words stay as they are. */
export function withAgentName(activity: Activity): Activity {
  const agent = agentOf(activity);
  if (agent === null) return activity;
  const text = [`**${literal(agent)}**`, literalLines(activity.text ?? '')].join('\n\n').trim();
  return { ...activity, text, textFormat: 'markdown' };
}

function markOf({ channelData }: Activity): HandoffMark {
  const mark = channelData?.['trustdesk'];
  return typeof mark === 'object' && mark !== null ? mark : {};
}

/** Breaks stay, and so does what four spaces would make code. */
function literalLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => literal(line).replace(/^ +/, (spaces) => '&nbsp;'.repeat(spaces.length)))
    .map((line) => (line === '' ? line : `${line}\\`))
    .join('\n')
    .replace(/\\(?=\n\n|$)/g, '');
}

/** Every sign that could mean something in Markdown means itself behind a backslash (CommonMark, 2.4). */
function literal(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}
