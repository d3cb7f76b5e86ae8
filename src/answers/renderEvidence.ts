import { seenParts } from './caseReport.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { codeBlock, visibleText } from './escapeMarkdown.js';
import { familyTexts } from './familyTexts.js';
import { type AnswerPart, layOut } from './layOut.js';
import { plainText } from './plainText.js';
import type { LocaleTexts } from './texts.js';

/** A pasted log may be long; the words around the error are what a human needs. */
const longestError = 1000;

/**
 * The evidence so far for a human who helps, as a Markdown code block to copy: the error text, the endpoint, the facts,
 * the findings, and what was advised. It promises nobody's help.
 *
 * @param errorText the pasted error, secrets masked; null when none was pasted
 */
export function renderEvidence(input: DiagnosisInput, errorText: string | null, plain: LocaleTexts): string {
  const texts = familyTexts(plain, input);
  const headline = texts.t('answers:evidence.headline');
  const parts = [...seenParts(input, texts), ...advisedPart(input, texts)];
  const report = plainText(layOut({ headline, color: 'Default', parts }, texts).text);
  return codeBlock(errorText === null ? report : `${report}\n\n${shownError(errorText)}`);
}

function advisedPart({ diagnosis }: DiagnosisInput, texts: LocaleTexts): AnswerPart[] {
  if (diagnosis.resolutions.length === 0) return [];
  const items = diagnosis.resolutions.map((code) => texts.t(`resolutions:${code}.title`));
  return [{ kind: 'list', label: texts.t('answers:label.advised'), items }];
}

function shownError(errorText: string): string {
  const lines = errorText.slice(0, longestError * 2).split(/\r\n|\r|\n/);
  return visibleText(lines.map((line) => line.trim()).join(' ⏎ '), longestError);
}
