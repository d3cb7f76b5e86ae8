import { isLocale, type Locale, locales } from '../../answers/locales.js';

/**
 * The language in which a reader is shown what exists in some languages only: their own where it can be, else the
 * fallback, else the first there is.
 *
 * @param languages those that it exists in; every shipped one when absent
 */
export function shownLanguage(
  languages: readonly string[] | undefined,
  reader: Locale,
  fallback: Locale,
): Locale {
  const known = languages?.filter(isLocale) ?? locales;
  return [reader, fallback].find((locale) => known.includes(locale)) ?? known[0] ?? reader;
}
