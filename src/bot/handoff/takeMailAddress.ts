import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { isMailAddress } from '../../base/mailAddress.js';
import { say } from '../conversation/say.js';
import type { SupportTurn } from '../conversation/supportTurn.js';

const longestAnswer = 300;

/** Takes the address to which the answer is to be sent, after it was asked for; false when the text holds none. */
export async function takeMailAddress(support: SupportTurn, text: string): Promise<boolean> {
  const { memory, turn } = support;
  if (memory.asking?.step !== 'mail') return false;
  const address = text.length > longestAnswer ? undefined : text.split(/\s+/).map(bare).find(isMailAddress);
  if (address === undefined && /^\S+@\S*$/.test(text)) {
    await say(support, 'handoff:mailUnreadable');
    return true;
  }
  memory.asking = null;
  if (address === undefined || turn.handoff.current() === null) return false;
  turn.handoff.act({ type: 'mail-address', address });
  await say(support, 'handoff:mailTaken', { address: escapeMarkdown(address, 254) });
  return true;
}

function bare(word: string): string {
  return word.replace(/^mailto:/i, '').replace(/^[<("'«“]+|[>)"'»”.,;:!?]+$/g, '');
}
