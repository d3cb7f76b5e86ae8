import { describe, expect, test } from '@jest/globals';
import { type Locale, locales } from '../../src/answers/locales.js';
import type { JsonValue } from '../../src/base/json.js';
import { shippedResources } from '../answers/shippedTexts.js';

const plural = /_(?:zero|one|two|few|many|other)$/;

/** `namespace:path.of.key` → text, for every text of a locale. */
function textsOf(locale: Locale): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: JsonValue, key: string): void => {
    if (typeof value === 'string') found.set(key, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value)) walk(item, key ? `${key}.${name}` : name);
    } else found.set(key, '');
  };
  for (const [namespace, content] of Object.entries(shippedResources()[locale])) {
    for (const [name, item] of Object.entries(content)) walk(item, `${namespace}:${name}`);
  }
  return found;
}

/** Without the plural suffix, since languages differ in their plural forms. */
const keysOf = (texts: ReadonlyMap<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(plural, '')))].sort();

const placeholdersOf = (text: string) =>
  [...new Set([...text.matchAll(/\{\{-?\s*([^},\s]+)[^}]*\}\}/g)].map((match) => match[1] ?? ''))].sort();

const english = textsOf('en');

describe.each(locales)('%s', (locale) => {
  const own = textsOf(locale);

  test('has the same keys as English', () => {
    expect(keysOf(own)).toEqual(keysOf(english));
  });

  test('has the same placeholders as English', () => {
    const different = [...own].filter(([key, text]) => {
      const original = english.get(key) ?? english.get(key.replace(plural, '_other')) ?? '';
      const [mine, theirs] = [placeholdersOf(text), placeholdersOf(original)];
      // A singular may say "one" instead of the number.
      const shown = plural.test(key)
        ? theirs.filter((name) => name !== 'count' || mine.includes(name))
        : theirs;
      return mine.join() !== shown.join();
    });
    expect(different.map(([key]) => key)).toEqual([]);
  });

  test('has no empty text', () => {
    expect([...own].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  test('has every plural form that its small numbers need', () => {
    const rules = new Intl.PluralRules(locale);
    const needed = [...new Set(Array.from({ length: 101 }, (_, count) => rules.select(count)))];
    const stems = [
      ...new Set([...own.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, ''))),
    ];
    const missing = stems.flatMap((stem) =>
      needed.map((form) => `${stem}_${form}`).filter((key) => !own.has(key)),
    );
    expect(missing).toEqual([]);
  });
});

/** Code, URLs and times keep their own spacing. */
const withoutCode = (text: string) =>
  text
    .replace(/```[\s\S]*?```/g, '')
    .replace(/`[^`]*`/g, '')
    .replace(/https?:\/\/\S+/g, '');

describe('French punctuation', () => {
  const french = [...textsOf('fr')].map(([key, text]) => [key, withoutCode(text)] as const);

  test('no breaking space before : ; ! ? and »', () => {
    expect(french.filter(([, text]) => / [:;!?»]/.test(text)).map(([key]) => key)).toEqual([]);
  });

  test('no breaking or missing space after «, nor a missing one before »', () => {
    const wrong = french.filter(([, text]) => /«(?![\u00A0\u202F])|(?<![\u00A0\u202F])»/.test(text));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test('a space stands before ; ! ? and a colon that ends a clause', () => {
    const wrong = french.filter(([, text]) => /[\p{L})*](?:[;!?]|:(?=\s|$))/u.test(text));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });
});
