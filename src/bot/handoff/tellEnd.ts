import { say } from '../conversation/say.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import type { Tell } from './told.js';

/*
 * What the person reads when a case has ended and the conversation is the bot's again.
 */

export const tellResolved: Tell<'resolved'> = (support) => say(support, 'handoff:end.back');

export const tellExpired: Tell<'expired'> = (support) => say(support, 'handoff:end.back');

export const tellFailed: Tell<'failed'> = (support) => say(support, 'handoff:end.back');

/** The person has ended it themselves, in this turn. */
export async function tellCancelled(support: SupportTurn): Promise<void> {
  await say(support, 'handoff:end.back');
}
