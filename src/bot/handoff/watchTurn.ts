import { ActivityTypes } from 'botbuilder';
import { activeFacts, describe } from '../../dialogTree/activeTree.js';
import { type CaseFacts, caseFacts } from '../conversation/caseFacts.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { askForHuman } from './askForHuman.js';
import { noteAttempt } from './noteAttempt.js';
import { recordOutcome } from './recordOutcome.js';

/** What a turn leaves to be done about humans when it has been answered; begun before the answer. */
export function watchTurn(support: SupportTurn): { readonly end: () => Promise<void> } {
  const { context, dc, memory, turn } = support;
  const { offered } = memory;
  const before: CaseFacts = caseFacts(activeFacts(dc) ?? {});
  const looks = describe(dc)?.kind === 'probeEndpoint';
  return {
    async end() {
      // Numbers mean what was shown last.
      const spoke = context.responded && context.activity.type !== ActivityTypes.Message;
      if (spoke && memory.offered === offered) memory.offered = null;
      if (turn.handoff.current()?.status === 'claimed') return;
      if (support.wantsHuman) await askForHuman(support, 'tree');
      else await noteAttempt(support, before, looks);
      recordOutcome(support);
    },
  };
}
