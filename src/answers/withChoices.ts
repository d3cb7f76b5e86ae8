import type { JsonObject } from '../base/json.js';
import { submitAction, withActions } from './cards.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import type { RenderedAnswer } from './renderedAnswer.js';

/** A button: what it says, and what comes back when it is pressed. */
export interface Choice {
  readonly title: string;
  readonly value: JsonObject;
}

/** Adds the ways on: buttons on the card, a numbered list in the text. */
export function withChoices(rendered: RenderedAnswer, choices: readonly Choice[]): RenderedAnswer {
  if (choices.length === 0) return rendered;
  return {
    ...rendered,
    text: `${rendered.text}\n\n${choiceList(choices)}`,
    card: withActions(
      rendered.card,
      choices.map(({ title, value }) => submitAction(title, value)),
    ),
  };
}

/** The choices as a numbered Markdown list; the numbers are what a person may type. */
function choiceList(choices: readonly Choice[]): string {
  return choices.map(({ title }, index) => `${index + 1}. ${escapeMarkdown(title)}`).join('\n');
}
