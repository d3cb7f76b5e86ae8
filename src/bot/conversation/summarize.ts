import { renderSummary } from '../../answers/renderSummary.js';
import { toActivity } from '../../answers/toActivity.js';
import { withChoices } from '../../answers/withChoices.js';
import { activeFacts, standing } from '../../dialogTree/activeTree.js';
import { caseFacts } from './caseFacts.js';
import { toldItems } from './changeAnswer.js';
import type { SupportTurn } from './supportTurn.js';

/** Says what is known so far, in short, and asks again what was asked. */
export async function summarize(support: SupportTurn): Promise<void> {
  const { context, knowledge, locale, cards, dc } = support;
  const facts = caseFacts(activeFacts(dc) ?? {});
  const place = standing(dc);
  const summary = {
    input: knowledge.judge.input(facts),
    family: knowledge.judge.family(facts),
    told: toldItems(support).flatMap(({ what, given }) =>
      what !== null && given !== null ? [{ what, given }] : [],
    ),
    question: place?.question ?? null,
  };
  const rendered = withChoices(renderSummary(summary, knowledge.texts.in(locale)), place?.choices ?? []);
  await context.sendActivity(toActivity(rendered, { cards, locale }));
}
