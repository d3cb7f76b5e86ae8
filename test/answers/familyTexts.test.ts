import { describe, expect, test } from '@jest/globals';
import { familyTexts } from '../../src/answers/familyTexts.js';
import { locales } from '../../src/answers/locales.js';
import type { JsonValue } from '../../src/base/json.js';
import { errorFamilies } from '../../src/recognizer/errorMatch.js';
import { shippedSignatures } from '../recognizer/signatureFiles.js';
import { shippedResources, shippedTexts } from './shippedTexts.js';

const english = shippedTexts().in('en');
const outlook = familyTexts(english, { family: 'outlook-certificate' });

describe('texts of an error family', () => {
  test('stand in for the plain ones where there are some', () => {
    expect(outlook.t('causes:self-signed.text')).toContain('Outlook');
    expect(english.t('causes:self-signed.text')).toContain('Router');
    expect(familyTexts(english, { family: null, detail: null })).toBe(english);
  });

  test('read otherwise again where the error tells its program', () => {
    const params = { root: 'Contoso Root CA' };
    const text = (detail: string | null) =>
      familyTexts(english, { family: 'other-runtime-trust', detail }).t(
        'resolutions:trust-private-root.text',
        params,
      );
    expect(text('java')).toContain('keytool');
    expect(text('node')).toContain('NODE_EXTRA_CA_CERTS');
    expect(text('openssl')).toBe(text(null));
    expect(text('server-side-sync')).toContain('asynchronous server');
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

const suffixes = [...errorFamilies, ...shippedSignatures.details.map(({ detail }) => detail)];

test.each(locales)(
  'every variant in %s names a family or a detail, and stands beside the plain text',
  (locale) => {
    const wrong = Object.entries(shippedResources()[locale]).flatMap(([namespace, content]) =>
      keysOf(content)
        .filter((key) => key.includes('_') && !plural.test(key))
        .filter((key) => !suffixes.some((suffix) => key.endsWith(`_${suffix}`)))
        .map((key) => `${namespace}: ${key}`),
    );
    expect(wrong).toEqual([]);
  },
);
