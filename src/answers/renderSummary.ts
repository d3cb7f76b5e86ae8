import type { ErrorFamily } from '../recognizer/errorMatch.js';
import type { Fact } from './cards.js';
import type { DiagnosisInput } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { findingLabel } from './findingText.js';
import { type AnswerPart, layOut } from './layOut.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import type { LocaleTexts } from './texts.js';

export interface Summary {
  /** Null while nothing has been looked at. */
  readonly input: DiagnosisInput | null;
  readonly family: ErrorFamily | null;
  /** What the person told, as it came: escaped here. */
  readonly told: readonly { readonly what: string; readonly given: string }[];
  /** Further lines that no answer changes, escaped here as well. */
  readonly added?: readonly { readonly what: string; readonly given: string }[];
  /** Markdown of what is asked now; null when nothing is. */
  readonly question: string | null;
}

const mostAdvice = 3;
/** A person who checks what is passed on in their name wants to see all of it. */
const longestLine = 1_000;

/** What is known so far, a line each: the error, what the person told, the look, what it found, what was advised. */
export function renderSummary(summary: Summary, texts: LocaleTexts): RenderedAnswer {
  const { question } = summary;
  const facts = [
    ...errorFact(summary, texts),
    ...toldFacts(summary.told),
    ...lookFacts(summary, texts),
    ...toldFacts(summary.added ?? []),
  ];
  const known: AnswerPart[] =
    facts.length > 0
      ? [{ kind: 'facts', facts }]
      : [{ kind: 'paragraph', text: texts.t('answers:summary.nothing') }];
  const change: AnswerPart[] =
    summary.told.length > 0 ? [{ kind: 'paragraph', text: texts.t('answers:summary.change') }] : [];
  const asked: AnswerPart[] = question === null ? [] : [{ kind: 'paragraph', text: question }];
  const headline = texts.t('answers:evidence.headline');
  return layOut({ headline, color: 'Default', parts: [...known, ...change, ...asked] }, texts);
}

function errorFact({ family }: Summary, texts: LocaleTexts): Fact[] {
  if (family === null) return [];
  return [{ title: texts.t('answers:label.error'), value: texts.t(`answers:family.${family}`) }];
}

function toldFacts(told: Summary['told']): Fact[] {
  return told.map(({ what, given }) => ({ title: what, value: escapeLines(given) }));
}

/** Each line as one line; in Markdown two spaces end a line without ending the list that it stands in. */
function escapeLines(given: string): string {
  const lines = given.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => escapeMarkdown(line, longestLine)).join('  \n');
}

function lookFacts({ input }: Summary, texts: LocaleTexts): Fact[] {
  if (input === null) return [];
  const { findings, resolutions } = input.diagnosis;
  const separator = texts.t('answers:separator');
  const found = findings.map(({ code, severity }) =>
    texts.t('answers:summary.finding', {
      label: findingLabel(code, texts),
      severity: texts.t(`answers:severity.${severity}`),
    }),
  );
  const advised = resolutions.slice(0, mostAdvice).map((code) => texts.t(`resolutions:${code}.title`));
  return [
    {
      title: texts.t('answers:fact.lookedAt'),
      value: escapeMarkdown(texts.dateTime(input.record.startedAt)),
    },
    {
      title: texts.t('answers:label.findings'),
      value: found.join(separator) || texts.t('answers:trusted.noFault'),
    },
    ...(advised.length > 0
      ? [{ title: texts.t('answers:label.advised'), value: advised.join(separator) }]
      : []),
  ];
}
