import type { Summary } from '../../answers/renderSummary.js';
import { activeFacts } from '../../dialogTree/activeTree.js';
import { type CaseFacts, caseFacts } from './caseFacts.js';
import type { SupportTurn } from './supportTurn.js';
import { toldItems } from './toldItems.js';

/** What is known so far: the error, the look, what the person told. */
export function knownSummary(support: SupportTurn): Omit<Summary, 'question'> {
  const { judge } = support.knowledge;
  const facts = caseFacts(activeFacts(support.dc) ?? {});
  const told = toldItems(support).flatMap(({ what, given }) =>
    what !== null && given !== null ? [{ what, given }] : [],
  );
  return { input: judge.input(facts), family: judge.family(facts), told, added: helpOf(support, facts) };
}

/** What the human did who had the case before. */
function helpOf({ knowledge, locale }: SupportTurn, { human }: CaseFacts): NonNullable<Summary['added']> {
  if (!human) return [];
  const texts = knowledge.texts.in(locale);
  const did = texts.t(human.solved ? 'handoff:did.solved' : 'handoff:did.notSolved');
  const given = [did, human.text?.replace(/\s+/g, ' ').trim()]
    .filter(Boolean)
    .join(texts.t('answers:separator'));
  return [{ what: human.agent, given }];
}
