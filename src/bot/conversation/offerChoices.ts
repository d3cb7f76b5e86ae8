import type { RenderedAnswer } from '../../answers/renderedAnswer.js';
import { renderPrompt } from '../../answers/renderPrompt.js';
import type { TextParams } from '../../answers/texts.js';
import { toActivity } from '../../answers/toActivity.js';
import { withChoices } from '../../answers/withChoices.js';
import type { JsonObject } from '../../base/json.js';
import { matchChoice } from '../../recognizer/matchChoice.js';
import type { OfferedChoice } from './conversationMemory.js';
import type { SupportTurn } from './supportTurn.js';

/** Says a text with buttons of the bot's own; the next message may name one by its title or number. */
export async function offerChoices(
  support: SupportTurn,
  key: string,
  choices: readonly OfferedChoice[],
  params?: TextParams,
): Promise<void> {
  const { knowledge, locale } = support;
  await offerBeneath(support, renderPrompt(knowledge.texts.t(locale, key, params), [], locale), choices);
}

/** The same beneath an answer. */
export async function offerBeneath(
  { context, locale, cards, memory }: SupportTurn,
  rendered: RenderedAnswer,
  choices: readonly OfferedChoice[],
  channelData?: JsonObject,
): Promise<void> {
  const options = { cards, locale, ...(channelData ? { channelData } : {}) };
  await context.sendActivity(toActivity(withChoices(rendered, choices), options));
  memory.offered = choices;
}

/** The value of the choice just offered that the text names; null when it names none. They are offered once. */
export function takeOffered({ memory }: SupportTurn, text: string): JsonObject | null {
  const offered = memory.offered ?? [];
  memory.offered = null;
  return chosenOf(offered, text);
}

/** The value of the choice that a text names; null when it names none. */
export function chosenOf(choices: readonly OfferedChoice[], text: string): JsonObject | null {
  const index = matchChoice(
    text,
    choices.map(({ title, synonyms = [] }) => ({ title, synonyms })),
  );
  return index === null ? null : (choices[index]?.value ?? null);
}
