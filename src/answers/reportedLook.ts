import type { Finding, ReportedCertificate } from '../diagnosis/diagnosis.js';
import { bareName, shortName, shownNames } from './certificateNames.js';
import type { DiagnosisInput, ShownCertificate } from './diagnosisInput.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { issuerValue } from './proofFacts.js';
import type { LocaleTexts } from './texts.js';

/** What the person read on the Router's computer, told apart from what was seen from here. */
export type ReportedLook = 'none' | 'faults' | 'differs' | 'warned' | 'same';

export function reportedLook(input: DiagnosisInput, main: readonly Finding[]): ReportedLook {
  const { reported } = input;
  if (!reported) return 'none';
  if (main.some(({ evidence }) => evidence['reported'] === true)) return 'faults';
  if (seesAnother(input)) return 'differs';
  return reported.browserWarning === true ? 'warned' : 'same';
}

/** Whether the Router's computer sees another certificate than the one seen from here. */
export function seesAnother({ reported, presented }: DiagnosisInput): boolean {
  const leaf = presented[0];
  return reported !== null && leaf !== undefined && isAnother(reported, leaf);
}

/** Whether the values can't be of the same certificate. What was not reported proves nothing. */
function isAnother(reported: ReportedCertificate, leaf: ShownCertificate): boolean {
  return (
    differentNames(reported.names, [...leaf.names, shortName(leaf.subject)]) ||
    differentIssuer(reported.issuer, leaf.issuer) ||
    differentDay(reported.notAfter, leaf.notAfter) ||
    differentDay(reported.notBefore, leaf.notBefore)
  );
}

function differentNames(reported: readonly string[], seen: readonly string[]): boolean {
  const known = new Set(seen.map((name) => bareName(name).toLowerCase()));
  return reported.length > 0 && !reported.some((name) => known.has(bareName(name).toLowerCase()));
}

/** People shorten issuers, so one that is part of the other counts as the same. */
function differentIssuer(reported: string | null, seen: string): boolean {
  if (!reported) return false;
  const [a, b] = [shortName(reported), seen].map((name) => name.toLowerCase().replace(/\s+/g, ' ').trim());
  return !(b?.includes(a ?? '') ?? true);
}

/** Browsers show local time, so a day of difference is none. */
function differentDay(reported: string | null, seen: string): boolean {
  if (!reported) return false;
  return Math.abs(Date.parse(reported) - Date.parse(seen)) > 24 * 3_600_000;
}

/** The reported values as facts, each marked as reported. */
export function reportedFacts(reported: ReportedCertificate, texts: LocaleTexts) {
  const { names, issuer, notBefore, notAfter, browserWarning } = reported;
  const own = names.length === 1 && names[0] === issuer;
  const values: readonly (readonly [string, string | null])[] = [
    ['names', names.length > 0 ? shownNames(names, texts) : null],
    ['issuer', issuer ? issuerValue(issuer, own, texts) : null],
    ['notBefore', notBefore ? escapeMarkdown(texts.day(notBefore)) : null],
    ['notAfter', notAfter ? escapeMarkdown(texts.day(notAfter)) : null],
    [
      'warning',
      browserWarning === null ? null : texts.t(browserWarning ? 'answers:value.yes' : 'answers:value.no'),
    ],
  ];
  return values.flatMap(([key, value]) =>
    value
      ? [{ title: texts.t(`answers:fact.${key}`), value: texts.t('answers:value.reported', { value }) }]
      : [],
  );
}
