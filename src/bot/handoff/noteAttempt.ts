import { activeFacts, patchFacts } from '../../dialogTree/activeTree.js';
import { type CaseFacts, caseFacts } from '../conversation/caseFacts.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { offerHuman } from './offerHuman.js';

/** After so many attempts that did not help, the bot offers a human by itself. */
export const mostAttempts = 2;

/**
 * Counts how often the same server was looked at again, or the Router's computer reported again, and the error was still
 * there.
 *
 * @param before what was known when the turn began
 * @param looks whether the tree waited for a look then: one that only brings evidence up to date is no attempt
 */
export async function noteAttempt(support: SupportTurn, before: CaseFacts, looks: boolean): Promise<void> {
  const { dc, knowledge } = support;
  const after = caseFacts(activeFacts(dc) ?? {});
  if (before.endpoint?.url !== after.endpoint?.url || !seenAgain(before, after, looks)) return;
  const works = knowledge.judge.diagnosis(after)?.verdict === 'trusted';
  const failedAttempts = works ? 0 : (after.failedAttempts ?? 0) + 1;
  patchFacts(dc, { failedAttempts });
  if (failedAttempts === mostAttempts) await offerHuman(support, 'failed-attempts');
}

function seenAgain(before: CaseFacts, after: CaseFacts, looks: boolean): boolean {
  const looked = looks && before.probe && after.probe && before.probe !== after.probe;
  const reported =
    before.routerReport &&
    after.routerReport &&
    before.routerReport !== after.routerReport &&
    !after.reportDraft;
  return Boolean(looked || reported);
}
