import type { Summary } from '../../answers/renderSummary.js';
import { activeFacts } from '../../dialogTree/activeTree.js';
import { caseFacts } from './caseFacts.js';
import type { SupportTurn } from './supportTurn.js';
import { toldItems } from './toldItems.js';

/** What is known so far: the error, the look, what the person told. */
export function knownSummary(support: SupportTurn): Omit<Summary, 'question'> {
  const { judge } = support.knowledge;
  const facts = caseFacts(activeFacts(support.dc) ?? {});
  const told = toldItems(support).flatMap(({ what, given }) =>
    what !== null && given !== null ? [{ what, given }] : [],
  );
  return { input: judge.input(facts), family: judge.family(facts), told };
}
