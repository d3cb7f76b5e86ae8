import { makePhraseIndex, type PhraseHit } from './phraseIndex.js';
import { prepareText } from './prepareText.js';
import { type DateOrder, makeReadDates, type ReadDate } from './readDates.js';
import { findNames, hostLike, readIssuer } from './reportedValues.js';
import type { CertificateLabelEntry } from './signatures.js';
import { type Token, tokenize, wordsOf } from './tokenize.js';

/** What a person read in the browser on the Router's computer. All of it optional, nothing of it proven. */
export interface ReportedCertificate {
  /** Lower case. */
  readonly names: readonly string[];
  readonly issuer: string | null;
  /** ISO 8601; a day is taken at 00:00 UTC. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** Whether they said that the browser showed a warning; null when they did not say, or said both. */
  readonly browserWarning: boolean | null;
}

export type ReportNote =
  | { readonly code: 'date-order-assumed'; readonly order: DateOrder }
  /** The first day lies after the last one. */
  | { readonly code: 'dates-reversed' }
  | { readonly code: 'said-self-signed' };

export type ReportReading =
  | {
      readonly ok: true;
      readonly reported: ReportedCertificate;
      readonly missing: readonly (keyof ReportedCertificate)[];
      readonly notes: readonly ReportNote[];
    }
  | { readonly ok: false; readonly missing: readonly (keyof ReportedCertificate)[] };

export type ReadReportedCertificate = (text: string, locale: string) => ReportReading;

type Part = CertificateLabelEntry['part'];
type Label = PhraseHit<Part>;

/** A report is a message, not a dump. */
const longestRead = 10_000;
/** Words between a label and its date, such as "the" or a weekday. */
const beforeDate = 3;

/**
 * Reads what a person typed back after looking at the certificate in a browser: labelled fields, on lines or in a
 * sentence, in any of the languages of the data. Only what is sure is taken; the rest is listed as missing.
 */
export function makeReadReportedCertificate(
  entries: readonly CertificateLabelEntry[],
): ReadReportedCertificate {
  const labels = makePhraseIndex(
    entries.flatMap(({ part, phrase }) =>
      part === 'month' ? [] : [{ words: wordsOf(phrase), meaning: part }],
    ),
  );
  const readDates = makeReadDates(entries);
  return (text, locale) => {
    // The T of an ISO time would glue day and hour into one word.
    const plain = prepareText(text.slice(0, longestRead)).replace(/(\d)T(?=\d)/g, '$1 ');
    const tokens = tokenize(plain);
    const { dates, assumed } = readDates(plain, tokens, locale);
    const found = labels.findLongest(tokens.map((token) => token.word));
    const hits = found.filter((label, at) => counts(label, found[at - 1], dates, plain, tokens));
    const page: Page = { text: plain, tokens, dates, hits };
    const reported = { ...readFields(page), ...readValidity(page), browserWarning: readWarning(hits) };
    const missing = missingFields(reported);
    if (missing.length === fields.length) return { ok: false, missing };
    return { ok: true, reported, missing, notes: notesOf(reported, hits, assumed, dates) };
  };
}

interface Page {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly dates: readonly ReadDate[];
  readonly hits: readonly Label[];
}

const fields = ['names', 'issuer', 'notBefore', 'notAfter', 'browserWarning'] as const;
const dateParts: readonly Part[] = ['validity', 'from', 'to'];

// Everyday words such as "from" and "au" are labels only before a date, and the CN inside a distinguished name belongs
// to the field that the name stands in.
function counts(
  label: Label,
  previous: Label | undefined,
  dates: readonly ReadDate[],
  text: string,
  tokens: readonly Token[],
): boolean {
  if (dateParts.includes(label.meaning))
    return dates.some((date) => date.first > label.last && date.first - label.last <= beforeDate);
  if (dates.some((date) => label.first >= date.first && label.last <= date.last)) return false;
  if (previous === undefined || label.meaning !== 'names') return true;
  const between = text.slice(tokens[previous.last]?.end ?? 0, tokens[label.first]?.start ?? 0);
  const openField = previous.meaning === 'issuer' || previous.meaning === 'names';
  const attribute = text.charAt(tokens[label.last]?.end ?? 0) === '=';
  return !(openField && (attribute || !/\S/.test(between)) && !between.includes('\n'));
}

function readFields({ text, tokens, dates, hits }: Page): Pick<ReportedCertificate, 'names' | 'issuer'> {
  const names = new Set<string>();
  let issuer: string | null = null;
  hits.forEach((label, at) => {
    const next = hits[at + 1];
    const value = text.slice(tokens[label.last]?.end ?? 0, valueEnd(label, next, text, tokens, dates));
    if (label.meaning === 'names') for (const name of findNames(value)) names.add(name);
    const closed = label.meaning === 'issuer-open' && next?.meaning === 'issuer-close';
    if (label.meaning === 'issuer' || closed) issuer ??= readIssuer(value);
  });
  if (names.size === 0) for (const name of loneName(text, issuer)) names.add(name);
  return { names: [...names], issuer };
}

function valueEnd(
  label: Label,
  next: Label | undefined,
  text: string,
  tokens: readonly Token[],
  dates: readonly ReadDate[],
): number {
  const start = tokens[label.last]?.end ?? 0;
  const date = dates.find(({ first }) => first > label.last);
  // In Windows' dialog the value may stand on the line below its label.
  const blank = /^[\s:=]*/.exec(text.slice(start))?.[0].length ?? 0;
  const line = text.indexOf('\n', start + blank);
  return Math.min(
    next === undefined ? text.length : (tokens[next.first]?.start ?? text.length),
    date === undefined ? text.length : (tokens[date.first]?.start ?? text.length),
    line < 0 ? text.length : line,
  );
}

// One host name and no label is as clear as a label; of several, nobody knows which is the certificate's.
function loneName(text: string, issuer: string | null): string[] {
  const rest = issuer === null ? text : text.replace(issuer, ' ');
  const hosts = new Set(rest.split(/[\s,;()]+/).flatMap((chunk) => hostLike(chunk) ?? []));
  return hosts.size === 1 && !rest.includes('://') ? [...hosts] : [];
}

function readValidity({ dates, hits }: Page): Pick<ReportedCertificate, 'notBefore' | 'notAfter'> {
  let notBefore: string | null = null;
  let notAfter: string | null = null;
  dates.forEach((date, at) => {
    const after = dates[at - 1]?.last ?? -1;
    const label = hits.findLast(
      ({ meaning, first, last }) => dateParts.includes(meaning) && first > after && last < date.first,
    );
    if (label?.meaning === 'to') notAfter ??= date.iso;
    else if (label !== undefined) notBefore ??= date.iso;
    else if (at > 0 && notBefore !== null) notAfter ??= date.iso;
    else if (at === 0 && dates.length === 2) notBefore = date.iso;
  });
  return { notBefore, notAfter };
}

function readWarning(hits: readonly Label[]): boolean | null {
  const shown = hits.some(({ meaning }) => meaning === 'warning');
  const denied = hits.some(({ meaning }) => meaning === 'no-warning');
  return shown === denied ? null : shown;
}

function missingFields(reported: ReportedCertificate): (keyof ReportedCertificate)[] {
  return fields.filter((field) =>
    field === 'names' ? reported.names.length === 0 : reported[field] === null,
  );
}

function notesOf(
  { notBefore, notAfter }: ReportedCertificate,
  hits: readonly Label[],
  assumed: DateOrder | null,
  dates: readonly ReadDate[],
): ReportNote[] {
  const notes: ReportNote[] = [];
  if (assumed !== null && dates.length > 0) notes.push({ code: 'date-order-assumed', order: assumed });
  if (notBefore !== null && notAfter !== null && notBefore > notAfter) notes.push({ code: 'dates-reversed' });
  if (hits.some(({ meaning }) => meaning === 'self-signed')) notes.push({ code: 'said-self-signed' });
  return notes;
}
