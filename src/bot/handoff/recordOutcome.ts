import { activeFacts } from '../../dialogTree/activeTree.js';
import type { CaseOutcome, CaseState } from '../../handoff/case/caseState.js';
import { type CaseFacts, caseFacts } from '../conversation/caseFacts.js';
import type { SupportTurn } from '../conversation/supportTurn.js';

/** Writes to the case that a human has closed what has become known of the error since. */
export function recordOutcome({ turn, dc, knowledge }: SupportTurn): void {
  const ended = turn.handoff.latest();
  const facts = caseFacts(activeFacts(dc) ?? {});
  if (ended?.status !== 'resolved' || facts.human?.caseId !== ended.caseId) return;
  const verdict = (known: CaseFacts) => knowledge.judge.diagnosis(known)?.verdict ?? null;
  const outcome = outcomeOf(facts, ended, verdict);
  if (outcome !== null && outcome !== ended.outcome) turn.handoff.act({ type: 'outcome', outcome });
}

/** Null: nothing new. Who uses the service knows best that it still fails; what was seen counts more than "it works". */
function outcomeOf(
  facts: CaseFacts,
  ended: CaseState,
  verdict: (facts: CaseFacts) => string | null,
): CaseOutcome | null {
  if (facts.gone === false) return 'not-solved';
  if (isConfirmed(facts, ended, verdict)) return 'confirmed';
  return facts.gone === true ? 'reported' : null;
}

/** A server that looked good from here before proves nothing by looking good now; a report of the Router's computer does. */
function isConfirmed(
  facts: CaseFacts,
  { endedAt, request }: CaseState,
  verdict: (facts: CaseFacts) => string | null,
): boolean {
  const since = (instant: string | undefined) => instant !== undefined && instant >= (endedAt ?? '');
  if (verdict(facts) !== 'trusted') return false;
  if (since(facts.routerReport?.receivedAt)) return true;
  const before = verdict(caseFacts(request.facts));
  return since(facts.probe?.startedAt) && before !== null && before !== 'trusted';
}
