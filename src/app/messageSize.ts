import { type Locale, locales } from '../answers/locales.js';
import type { Procedures } from '../answers/procedures.js';
import type { RenderedAnswer } from '../answers/renderedAnswer.js';
import { renderProcedure } from '../answers/renderProcedure.js';
import { renderPrompt } from '../answers/renderPrompt.js';
import { renderTopic } from '../answers/renderTopic.js';
import type { Texts } from '../answers/texts.js';
import { toActivity } from '../answers/toActivity.js';
import { withChoices } from '../answers/withChoices.js';
import { CodedError } from '../base/codedError.js';
import type { SizeOf } from '../dialogTree/validate/rule.js';

/** What comes back from a button: a stand-in as long as the longest there is. */
const value = { trustdesk: { tree: 'x'.repeat(48), node: 'x'.repeat(32), choice: 'x'.repeat(24) } };

/**
 * Measures a message as Teams does, text and card in UTF-16. Answers about a look depend on what was seen, so they count
 * with their buttons alone.
 */
export function messageSize(texts: Texts, procedures: Procedures): SizeOf {
  return ({ locale: wanted, text, titles, answer }) => {
    const locale = locales.find((known) => known === wanted);
    if (locale === undefined) return 0;
    const choices = titles.map((title) => ({ title, value }));
    const rendered =
      (answer && renderAnswer(answer, locale, texts, procedures)) ?? renderPrompt(text, [], locale);
    const activity = toActivity(withChoices(rendered, choices), { cards: true, locale });
    return JSON.stringify(activity).length * 2;
  };
}

function renderAnswer(
  { show, of }: { readonly show: string; readonly of: string | null },
  locale: Locale,
  texts: Texts,
  procedures: Procedures,
): RenderedAnswer | null {
  if (show === 'topic' && of !== null) return renderTopic(of, texts.in(locale));
  const procedure = show === 'procedure' && of !== null ? procedures.get(of) : null;
  if (!procedure) return null;
  try {
    return renderProcedure(procedure, { params: {}, locale, texts });
  } catch (error) {
    // checkProcedureTexts tells which.
    if (error instanceof CodedError && /^text-(?:parameter-)?missing$/.test(error.code)) return null;
    throw error;
  }
}
