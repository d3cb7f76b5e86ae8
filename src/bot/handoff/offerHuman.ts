import type { CaseReason } from '../../handoff/case/caseState.js';
import { offerChoices } from '../conversation/offerChoices.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { handoffChoice } from './handoffChoice.js';

/** Offers a human where the bot gets no further by itself; not to who waits for one already. */
export async function offerHuman(
  support: SupportTurn,
  reason: Extract<CaseReason, 'loop' | 'failed-attempts'>,
): Promise<void> {
  if (support.turn.handoff.current() !== null) return;
  await offerChoices(support, `handoff:offer.${reason}`, [
    handoffChoice(support, 'ask', { reason }),
    handoffChoice(support, 'decline'),
  ]);
}
