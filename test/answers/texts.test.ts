import { describe, expect, test } from '@jest/globals';
import { makeTexts } from '../../src/answers/texts.js';

const texts = makeTexts({
  en: {
    a: { hello: 'Hello {{name}}', n_one: '{{count}} fault', n_other: '{{count}} faults', deep: { x: 'y' } },
  },
  fr: {
    a: {
      hello: 'Bonjour {{name}}',
      n_one: '{{count}} défaut',
      n_other: '{{count}} défauts',
      deep: { x: 'z' },
    },
  },
  vi: { a: { hello: 'Chào {{name}}', n_other: '{{count}} lỗi', deep: { x: 't' } } },
});

describe('texts', () => {
  test('finds a text by locale, namespace and key', () => {
    expect(texts.t('fr', 'a:hello', { name: 'EX01' })).toBe('Bonjour EX01');
    expect(texts.t('vi', 'a:deep.x')).toBe('t');
  });

  test('a missing text and a missing parameter are programmers’ mistakes', () => {
    expect(() => texts.t('en', 'a:nothing')).toThrow(expect.objectContaining({ code: 'text-missing' }));
    expect(() => texts.t('en', 'b:hello')).toThrow(expect.objectContaining({ code: 'text-missing' }));
    expect(() => texts.t('en', 'a:hello')).toThrow(
      expect.objectContaining({ code: 'text-parameter-missing' }),
    );
    expect(texts.has('en', 'a:nothing')).toBe(false);
    expect(texts.has('en', 'a:n')).toBe(true);
  });

  test('a missing locale is an operator’s mistake', () => {
    const half = { en: {}, fr: {} };
    expect(() => makeTexts(half as Parameters<typeof makeTexts>[0])).toThrow(
      expect.objectContaining({ code: 'locale-missing' }),
    );
  });

  test.each(['{{name}}', '$t(a:deep.x)', '<b>&', '$1'])('the value %s goes in as it is', (name) => {
    expect(texts.t('en', 'a:hello', { name })).toBe(`Hello ${name}`);
  });

  test('plural forms follow the language', () => {
    expect([1, 2].map((count) => texts.t('en', 'a:n', { count }))).toEqual(['1 fault', '2 faults']);
    expect([0, 1, 2].map((count) => texts.t('fr', 'a:n', { count }))).toEqual([
      '0 défaut',
      '1 défaut',
      '2 défauts',
    ]);
    expect([1, 2].map((count) => texts.t('vi', 'a:n', { count }))).toEqual(['1 lỗi', '2 lỗi']);
  });

  test('dates say their time zone in each language', () => {
    const at = '2024-03-03T14:05:00+01:00';
    for (const locale of ['en', 'fr', 'vi'] as const) {
      expect(texts.in(locale).dateTime(at)).toMatch(/13:05.*UTC$/);
      expect(texts.in(locale).dateTime(at)).toContain('2024');
    }
    expect(texts.in('fr').day(at)).toBe('3 mars 2024');
    expect(texts.in('vi').day(at)).toBe('3 tháng 3 năm 2024');
    expect(texts.in('vi').dateTime('soon')).toBe('soon');
  });

  test('lists and spans of days follow the language', () => {
    expect(texts.in('en').list(['a', 'b'])).toBe('a and b');
    expect(texts.in('fr').list(['a', 'b'])).toBe('a et b');
    expect(texts.in('vi').list(['a', 'b'])).toBe('a và b');
    expect(texts.in('en').relativeDays(-14)).toBe('14 days ago');
    expect(texts.in('fr').relativeDays(12)).toBe('dans 12 jours');
  });
});
