import { renderPrompt } from '../../answers/renderPrompt.js';
import { toActivity } from '../../answers/toActivity.js';
import { withChoices } from '../../answers/withChoices.js';
import type { JsonObject } from '../../base/json.js';
import { matchChoice } from '../../recognizer/matchChoice.js';
import type { OfferedChoice } from './conversationMemory.js';
import type { SupportTurn } from './supportTurn.js';

/** Says a text with buttons of the bot's own; the next message may name one by its title or number. */
export async function offerChoices(
  { context, knowledge, locale, cards, memory }: SupportTurn,
  key: string,
  choices: readonly OfferedChoice[],
): Promise<void> {
  const question = renderPrompt(knowledge.texts.t(locale, key), [], locale);
  await context.sendActivity(toActivity(withChoices(question, choices), { cards, locale }));
  memory.offered = choices;
}

/** The value of the choice just offered that the text names; null when it names none. They are offered once. */
export function takeOffered({ memory }: SupportTurn, text: string): JsonObject | null {
  const offered = memory.offered ?? [];
  memory.offered = null;
  const titled = offered.map(({ title }) => ({ title, synonyms: [] }));
  const index = matchChoice(text, titled);
  return index === null ? null : (offered[index]?.value ?? null);
}
