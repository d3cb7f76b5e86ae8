import { describe, expect, test } from '@jest/globals';
import { publicCaAdvice, requestNames } from '../../src/answers/requestAdvice.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts().in('en');
const day = new Date('2026-11-22T10:00:00Z');
const advice = (host: string | null, present: readonly string[], at = day) =>
  publicCaAdvice(host, present, at, texts).join(' ');

describe('names to ask for', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['mail.contoso.com', [], ['mail.contoso.com', 'autodiscover.contoso.com']],
    [
      'mail.contoso.com',
      ['DNS:autodiscover.fabrikam.com', 'DNS:EX01'],
      ['mail.contoso.com', 'autodiscover.fabrikam.com'],
    ],
    ['mail.contoso.com', ['DNS:*.contoso.com'], ['*.contoso.com']],
    ['ex01.contoso.local', [], ['ex01.contoso.local']],
    ['10.0.0.5', ['DNS:mail.contoso.com'], ['mail.contoso.com']],
  ])('%s beside %j: %j', (host, present, names) => {
    expect(requestNames(host, present)).toEqual(names);
  });
});

describe('what a public CA', () => {
  test('refuses is said for the very names, and the lifetime only where it is a way', () => {
    expect(advice('ex01.contoso.local', [])).toContain('**ex01.contoso.local** (internal name)');
    expect(advice('ex01.contoso.local', [])).not.toContain('days');
    const several = advice('mail.contoso.com', [
      'DNS:EX01',
      'DNS:ex01.contoso.local',
      'IP:10.0.0.5',
      'DNS:a_b.contoso.com',
    ]);
    expect(several).toMatch(
      /ex01\.contoso\.local.*internal.*ex01.*no domain.*10\.0\.0\.5.*private.*underscore.*200 days/,
    );
    expect(advice('203.0.113.5', [])).toContain('Hardly any');
  });

  test('limits follows the day', () => {
    expect(advice('mail.contoso.com', [], new Date('2026-03-14T12:00:00Z'))).toMatch(/398 days.*200/);
    expect(advice('mail.contoso.com', [])).toMatch(/200 days.*100/);
    expect(advice('mail.contoso.com', [], new Date('2030-01-01T00:00:00Z'))).toMatch(
      /47 days at most; your own/,
    );
    expect(advice(null, [], new Date('2019-01-01T00:00:00Z'))).toBe('');
  });

  test('names that are none are not shown', () => {
    expect(advice('mail.contoso.com', ['DNS:<script>', 'DNS:a b', 'DNS:$(calc)'])).not.toMatch(
      /script|a b|calc/,
    );
  });
});
