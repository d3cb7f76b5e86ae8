import i18next from 'i18next';
import { CodedError } from '../base/codedError.js';
import type { JsonObject } from '../base/json.js';
import { type Locale, locales } from './locales.js';

/** Locale → namespace → content of its file. */
export type TextResources = { readonly [locale in Locale]: { readonly [namespace: string]: JsonObject } };

export type TextParams = { readonly [placeholder: string]: string | number };

/** All texts of one language, and how that language writes numbers, dates and lists. */
export interface LocaleTexts {
  readonly locale: Locale;
  /**
   * The text of `namespace:key`. Parameters go in as they are: strings from outside are escaped by the caller
   * (escapeMarkdown). Throws CodedError `text-missing` or `text-parameter-missing`.
   */
  t(key: string, params?: TextParams): string;
  has(key: string): boolean;
  /** False when the text is the same whatever is put in, so that nobody needs to prepare parameters for it. */
  takesParams(key: string): boolean;
  number(value: number): string;
  /** Day and time of an ISO 8601 instant, in UTC and saying so; the string itself when it is no date. */
  dateTime(iso: string): string;
  /** The day alone, in UTC. */
  day(iso: string): string;
  /** "3 days ago", "in 12 days", "2 years ago": the largest unit that still tells; negative is the past. */
  relativeDays(days: number): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
}

export interface Texts {
  t(locale: Locale, key: string, params?: TextParams): string;
  has(locale: Locale, key: string): boolean;
  in(locale: Locale): LocaleTexts;
}

/** Throws CodedError `locale-missing` when a shipped language has no texts. */
export function makeTexts(resources: TextResources): Texts {
  for (const locale of locales) {
    if (resources[locale]) continue;
    throw new CodedError(
      'locale-missing',
      `no texts for "${locale}"`,
      `Put its files into locales/${locale}.`,
    );
  }
  const engine = makeEngine(resources);
  const byLocale = Object.fromEntries(locales.map((locale) => [locale, makeLocaleTexts(engine, locale)]));
  const textsIn = (locale: Locale) => byLocale[locale] ?? makeLocaleTexts(engine, locale);
  return {
    t: (locale, key, params) => textsIn(locale).t(key, params),
    has: (locale, key) => textsIn(locale).has(key),
    in: textsIn,
  };
}

type Engine = ReturnType<typeof i18next.createInstance>;

function makeEngine(resources: TextResources): Engine {
  const engine = i18next.createInstance();
  engine.init({
    initAsync: false,
    lng: locales[0],
    fallbackLng: false,
    ns: [...new Set(Object.values(resources).flatMap((namespaces) => Object.keys(namespaces)))],
    // i18next wants its resources mutable; they are copied, since it keeps and changes what it is given.
    resources: structuredClone(resources) as { [locale: string]: { [namespace: string]: JsonObject } },
    returnNull: false,
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (text: string, match: readonly string[]) => {
      const mend = 'Pass the parameter, or take the placeholder out of every locale.';
      throw new CodedError('text-parameter-missing', `no value for ${match[0]} in "${text}"`, mend);
    },
  });
  return engine;
}

function makeLocaleTexts(engine: Engine, locale: Locale): LocaleTexts {
  const numbers = new Intl.NumberFormat(locale);
  const times = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  // Every locale's own mix of day and time reads oddly with a zone behind it, so the two are joined here.
  const day = (date: Date) => asWritten(locale, days.format(date));
  // Every text of an answer is asked for twice where a family may have its own (familyTexts).
  const there = new Map<string, boolean>();
  const has = (key: string): boolean => {
    const known = there.get(key);
    if (known !== undefined) return known;
    const found = engine.exists(key, { lng: locale }) || engine.exists(key, { lng: locale, count: 2 });
    there.set(key, found);
    return found;
  };
  const fixed = new Map<string, string | null>();
  const fixedText = (key: string): string | null => {
    const known = fixed.get(key);
    if (known !== undefined) return known;
    const found = findFixedText(engine, locale, key);
    fixed.set(key, found);
    return found;
  };
  return {
    locale,
    has,
    takesParams: (key) => fixedText(key) === null,
    t(key, params = {}) {
      const text = typeof params['count'] === 'number' ? null : fixedText(key);
      if (text !== null) return text;
      if (!has(key)) {
        throw new CodedError(
          'text-missing',
          `no text "${key}" in "${locale}"`,
          `Add it to locales/${locale}.`,
        );
      }
      const { count } = params;
      // nest: false, so that "$t(…)" in a certificate's name stays what it is.
      const options = { lng: locale, replace: { ...params }, nest: false };
      return String(engine.t(key, typeof count === 'number' ? { ...options, count } : options));
    },
    number: (value) => numbers.format(value),
    dateTime: (iso) => withDate(iso, (date) => `${day(date)}, ${times.format(date)} UTC`),
    day: (iso) => withDate(iso, day),
    // ICU begins the Vietnamese words for yesterday and tomorrow with a capital.
    relativeDays: (count) => relative.format(...largestUnit(count)).toLocaleLowerCase(locale),
    list: (items) => lists.format(items),
  };
}

/** What Intl does not write: the first of a month is an ordinal in French, and Vietnamese names the year (năm 2026). */
function asWritten(locale: Locale, day: string): string {
  if (locale === 'fr') return day.replace(/^1 /, '1er ');
  return locale === 'vi' ? day.replace(', ', ' năm ') : day;
}

/** Most texts are not made at all, only looked up; i18next would take its whole way for each. Null for any other. */
function findFixedText(engine: Engine, locale: Locale, key: string): string | null {
  const [namespace = '', path = ''] = key.split(':');
  const text: unknown = engine.getResource(locale, namespace, path);
  return typeof text === 'string' && !text.includes('{{') ? text : null;
}

function withDate(iso: string, show: (date: Date) => string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : show(date);
}

function largestUnit(days: number): [number, 'day' | 'month' | 'year'] {
  if (Math.abs(days) >= 730) return [Math.trunc(days / 365.25), 'year'];
  if (Math.abs(days) >= 90) return [Math.trunc(days / 30.44), 'month'];
  return [days, 'day'];
}
