import { makePhraseIndex } from './phraseIndex.js';
import type { CertificateLabelEntry } from './signatures.js';
import { type Token, wordsOf } from './tokenize.js';

/** How a numeric date such as 01/02/2020 is read. */
export type DateOrder = 'day-first' | 'month-first';

export interface ReadDate {
  /** ISO 8601, a day at 00:00 UTC. */
  readonly iso: string;
  /** Positions of the first and last token, inclusive. */
  readonly first: number;
  readonly last: number;
}

export interface ReadDates {
  readonly dates: readonly ReadDate[];
  /** The order that had to be assumed, since nothing in the text settled it; null when nothing was assumed. */
  readonly assumed: DateOrder | null;
}

interface Numeric {
  readonly first: number;
  readonly numbers: readonly [number, number, number];
  readonly separator: string;
}

/**
 * Finds dates in tokens: ISO, numeric in either order, and with a month's name (`1er février 2020`,
 * `ngày 1 tháng 2 năm 2020`, `01-Feb-2020`). Times beside them are left out. One date that reads only one way settles
 * the order of all others; else the locale does, and for English, where both are in use, that is reported.
 */
export function makeReadDates(
  entries: readonly CertificateLabelEntry[],
): (text: string, tokens: readonly Token[], locale: string) => ReadDates {
  const months = makePhraseIndex(
    entries.flatMap(({ phrase, month }) =>
      month === null ? [] : [{ words: wordsOf(phrase), meaning: month }],
    ),
  );
  return (text, tokens, locale) => {
    const numeric = findNumeric(text, tokens);
    const { order, assumed } = settleOrder(numeric, locale);
    const worded = months
      .findLongest(tokens.map((token) => token.word))
      .flatMap(({ meaning, first, last }) => readWorded(tokens, meaning, first, last));
    const plain = numeric.flatMap((date) => readNumeric(date, order));
    const dates = [...plain, ...worded].sort((a, b) => a.first - b.first);
    return { dates: dates.filter((date, at) => date.first > (dates[at - 1]?.last ?? -1)), assumed };
  };
}

function findNumeric(text: string, tokens: readonly Token[]): Numeric[] {
  return tokens.flatMap((token, first) => {
    const [second, third] = [tokens[first + 1], tokens[first + 2]];
    if (second === undefined || third === undefined) return [];
    const separator = text.slice(token.end, second.start);
    if (!/^[/.-]$/.test(separator) || text.slice(second.end, third.start) !== separator) return [];
    const words = [token.word, second.word, third.word];
    if (!words.every((word) => /^\d{1,4}$/.test(word))) return [];
    const [a = 0, b = 0, c = 0] = words.map(Number);
    const yearFirst = token.word.length === 4 && third.word.length <= 2;
    const yearLast = token.word.length <= 2 && (third.word.length === 4 || third.word.length === 2);
    return yearFirst || yearLast ? [{ first, numbers: [a, b, c] as const, separator }] : [];
  });
}

function settleOrder(
  dates: readonly Numeric[],
  locale: string,
): { order: DateOrder; assumed: DateOrder | null } {
  const open = dates.filter(({ numbers: [a] }) => a <= 31);
  if (open.some(({ numbers: [a], separator }) => a > 12 || separator === '.'))
    return { order: 'day-first', assumed: null };
  if (open.some(({ numbers: [, b] }) => b > 12)) return { order: 'month-first', assumed: null };
  const [language, region] = locale.toLowerCase().split('-');
  const order = language === 'en' && (region === undefined || region === 'us') ? 'month-first' : 'day-first';
  const matters = language === 'en' && open.some(({ numbers: [a, b] }) => a !== b);
  return { order, assumed: matters ? order : null };
}

function readNumeric({ first, numbers: [a, b, c] }: Numeric, order: DateOrder): ReadDate[] {
  const [year, month, day] = a > 31 ? [a, b, c] : order === 'day-first' ? [c, b, a] : [c, a, b];
  return readDay(year, month, day, first, first + 2);
}

function readWorded(tokens: readonly Token[], month: number, first: number, last: number): ReadDate[] {
  const before = dayOf(tokens[first - 1]);
  const after = dayOf(tokens[last + 1]);
  const dayEnd = before === null && after !== null ? last + 1 : last;
  const day = before ?? after;
  if (day === null) return [];
  // A word may stand before the year: năm, of, de.
  const yearAt = [dayEnd + 1, dayEnd + 2].find((at) => /^\d{4}$/.test(tokens[at]?.word ?? ''));
  if (yearAt === undefined) return [];
  return readDay(Number(tokens[yearAt]?.word), month, day, before === null ? first : first - 1, yearAt);
}

function dayOf(token: Token | undefined): number | null {
  const match = /^(\d{1,2})(?:st|nd|rd|th|er|e)?$/.exec(token?.word ?? '');
  return match === null ? null : Number(match[1]);
}

function readDay(year: number, month: number, day: number, first: number, last: number): ReadDate[] {
  const full = year < 100 ? 2000 + year : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && full >= 1970;
  return real ? [{ iso: date.toISOString(), first, last }] : [];
}
