import { renderSummary } from '../../answers/renderSummary.js';
import { toActivity } from '../../answers/toActivity.js';
import { withChoices } from '../../answers/withChoices.js';
import { standing } from '../../dialogTree/activeTree.js';
import { knownSummary } from './knownSummary.js';
import type { SupportTurn } from './supportTurn.js';

/** Says what is known so far, in short, and asks again what was asked. */
export async function summarize(support: SupportTurn): Promise<void> {
  const { context, knowledge, locale, cards, dc } = support;
  const place = standing(dc);
  const summary = { ...knownSummary(support), question: place?.question ?? null };
  const rendered = withChoices(renderSummary(summary, knowledge.texts.in(locale)), place?.choices ?? []);
  await context.sendActivity(toActivity(rendered, { cards, locale }));
}
