import { describe, expect, test } from '@jest/globals';
import { familyTexts } from '../../src/answers/familyTexts.js';
import { locales } from '../../src/answers/locales.js';
import type { JsonValue } from '../../src/base/json.js';
import { errorFamilies } from '../../src/recognizer/errorMatch.js';
import { shippedResources, shippedTexts } from './shippedTexts.js';

const english = shippedTexts().in('en');
const outlook = familyTexts(english, 'outlook-certificate');

describe('texts of an error family', () => {
  test('stand in for the plain ones where there are some', () => {
    expect(outlook.t('causes:self-signed.text')).toContain('Outlook');
    expect(english.t('causes:self-signed.text')).toContain('Router');
    expect(familyTexts(english, null)).toBe(english);
  });

  test('leave all others as they are', () => {
    const params = { host: 'mail.contoso.com' };
    expect(outlook.t('causes:weak-certificate.text')).toBe(english.t('causes:weak-certificate.text'));
    expect(outlook.t('findings:expired.headline', params)).toBe(
      english.t('findings:expired.headline', params),
    );
    expect(() => outlook.t('causes:no-such-cause.text')).toThrow(
      expect.objectContaining({ code: 'text-missing' }),
    );
  });

  test('need their own parameters', () => {
    expect(outlook.takesParams('causes:name-mismatch.text')).toBe(true);
    expect(outlook.takesParams('causes:self-signed.text')).toBe(false);
    expect(outlook.has('causes:self-signed.text')).toBe(true);
  });
});

const plural = /_(?:zero|one|two|few|many|other)$/;

function keysOf(value: JsonValue): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner ?? null)]);
}

test.each(locales)('every variant in %s names a family, and stands beside the plain text', (locale) => {
  const wrong = Object.entries(shippedResources()[locale]).flatMap(([namespace, content]) =>
    keysOf(content)
      .filter((key) => key.includes('_') && !plural.test(key))
      .filter((key) => !errorFamilies.some((family) => key.endsWith(`_${family}`)))
      .map((key) => `${namespace}: ${key}`),
  );
  expect(wrong).toEqual([]);
});
