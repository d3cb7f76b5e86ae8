import { card } from './cards.js';
import { commandParts, seenParts } from './caseReport.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { codeBlock, escapeMarkdown } from './escapeMarkdown.js';
import { familyTexts } from './familyTexts.js';
import { shownHost } from './findingText.js';
import { type AnswerPart, layOut } from './layOut.js';
import { plainText } from './plainText.js';
import { resolutionParts } from './planParts.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import type { LocaleTexts } from './texts.js';

/**
 * One self-contained text for somebody who has seen nothing of the conversation: what was seen and when, the cause,
 * the fix, the commands to check. It stays a code block beside cards too, since a card can't be copied on a phone.
 *
 * @param texts the colleague's language
 * @param own the language of the person who sends it, for the sentence before the text
 */
export function renderColleagueText(
  input: DiagnosisInput,
  texts: LocaleTexts,
  own: LocaleTexts = texts,
): RenderedAnswer {
  const intro = own.t('answers:colleague.summary');
  const text = `${intro}\n\n${codeBlock(colleagueText(input, texts))}`;
  return { text, summary: text, card: card([], intro, own.locale) };
}

/** The text itself, without any markup. */
function colleagueText(input: DiagnosisInput, plain: LocaleTexts): string {
  const texts = familyTexts(plain, input);
  const headline = texts.t('answers:colleague.headline', { host: shownHost(input) });
  const parts = [
    ...seenParts(input, texts),
    ...input.diagnosis.resolutions.slice(0, 2).flatMap((code) => resolutionParts(code, input, texts)),
    ...commandParts(input, texts),
    ...contactPart(input, texts),
  ];
  return plainText(layOut({ headline, color: 'Default', parts }, texts).text);
}

function contactPart({ supportContact }: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  if (supportContact === null) return [];
  const label = texts.t('answers:label.contact');
  return [{ kind: 'paragraph', label, text: escapeMarkdown(supportContact) }];
}
