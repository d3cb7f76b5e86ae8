import { renderPrompt } from '../../answers/renderPrompt.js';
import type { TextParams } from '../../answers/texts.js';
import { toActivity } from '../../answers/toActivity.js';
import type { JsonObject } from '../../base/json.js';
import type { SupportTurn } from './supportTurn.js';

/** Says one text of the bot's own, without buttons. */
export async function say(
  { context, knowledge, locale, cards }: SupportTurn,
  key: string,
  params?: TextParams,
  channelData?: JsonObject,
): Promise<void> {
  const rendered = renderPrompt(knowledge.texts.t(locale, key, params), [], locale);
  await context.sendActivity(
    toActivity(rendered, { cards, locale, ...(channelData ? { channelData } : {}) }),
  );
}
