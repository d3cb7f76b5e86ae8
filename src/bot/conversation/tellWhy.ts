import { renderPrompt } from '../../answers/renderPrompt.js';
import { toActivity } from '../../answers/toActivity.js';
import { standing } from '../../dialogTree/activeTree.js';
import type { SupportTurn } from './supportTurn.js';

/** Says why it asks, in the node's own words where it has some, and asks again. */
export async function tellWhy({ context, knowledge, locale, cards, dc }: SupportTurn): Promise<void> {
  const texts = knowledge.texts.in(locale);
  const place = standing(dc);
  const why = place?.why ?? texts.t(`bot:why.${reasonOf(place, dc.activeDialog !== undefined)}`);
  const said = [why, place?.question ?? ''].filter((text) => text !== '').join('\n\n');
  const rendered = renderPrompt(said, place?.choices ?? [], locale);
  await context.sendActivity(toActivity(rendered, { cards, locale }));
}

function reasonOf(place: ReturnType<typeof standing>, inTree: boolean): string {
  if (place === null) return inTree ? 'looking' : 'nothing';
  return place.question === null ? 'answer' : 'question';
}
