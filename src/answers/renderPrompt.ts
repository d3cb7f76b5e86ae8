import { card } from './cards.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import type { Locale } from './locales.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import { type Choice, withChoices } from './withChoices.js';

/**
 * A question or message with its buttons. `text` is Markdown from the locale files, values in it already escaped.
 * The question stays text where cards work too; its card holds nothing but the buttons, and is left away without any.
 */
export function renderPrompt(text: string, choices: readonly Choice[], locale: Locale): RenderedAnswer {
  const buttons = choices.map(({ title }) => escapeMarkdown(title)).join(', ');
  return withChoices({ text, summary: text, card: card([], buttons || text, locale) }, choices);
}
