import { describe, expect, test } from '@jest/globals';
import { locales } from '../../src/answers/locales.js';
import { type CaseEvidence, renderCase } from '../../src/answers/renderCase.js';
import { caIssued, finding, leaf, sampleInput } from './diagnosisSamples.js';
import { shippedTexts } from './shippedTexts.js';

const texts = shippedTexts();

const first = sampleInput({
  verdict: 'untrusted',
  findings: [finding('self-signed'), finding('expired')],
  causes: ['self-signed'],
  resolutions: ['replace-certificate'],
  presented: [leaf],
});
const second = sampleInput({
  verdict: 'untrusted',
  findings: [finding('name-mismatch')],
  causes: ['name-mismatch'],
  resolutions: ['match-names'],
  presented: [caIssued, leaf],
  input: {
    at: '2026-11-22T11:00:00.000Z',
    changes: { fixed: ['self-signed', 'expired'], remaining: [], appeared: ['name-mismatch'] },
  },
});

const evidence: CaseEvidence = {
  family: 'trust-relationship',
  errorText: 'Could not establish trust <b>relationship</b>\n```\n# not a heading',
  told: [{ what: 'Exchange', given: '2013 *SP1*' }],
  looks: [first, second],
  place: { tree: 'email-router-trust', node: 'checkAgain', version: 'email-router-trust@1234' },
  ...{ reason: 'failed-attempts', locale: 'fr-CA', channelId: 'msteams', timeZone: 'Europe/Paris' },
};

describe.each(locales)('%s', (locale) => {
  const parts = renderCase(evidence, texts.in(locale));

  test('every part of the case is there, in the order in which it is read', () => {
    expect(parts.map(({ id }) => id)).toEqual([
      ...['error', 'answers', 'findings', 'causes', 'advice', 'certificate', 'look', 'look', 'place'],
    ]);
    for (const { title, facts } of parts) {
      expect(title).not.toBe('');
      for (const { label, value } of facts) expect([label, value]).not.toContain('');
    }
  });

  test('every way to a human has a name', () => {
    for (const reason of ['asked', 'tree', 'failed-attempts', 'loop'])
      expect(renderCase({ ...evidence, reason }, texts.in(locale)).at(-1)?.facts[0]?.value).not.toBe('');
  });
});

const parts = renderCase(evidence, texts.in('en'));
const part = (id: string) => parts.find((one) => one.id === id);

test('what came from outside shows literally', () => {
  expect(part('error')?.text).toContain(
    '````\nCould not establish trust <b>relationship</b>\n```\n# not a heading\n````',
  );
  expect(part('answers')?.facts).toEqual([{ label: 'Exchange', value: '2013 \\*SP1\\*' }]);
});

test('the latest look is what counts, every look is told with what it changed', () => {
  expect(part('findings')?.text).toContain('wrong name');
  expect(part('findings')?.text).not.toContain('self-signed');
  expect(part('certificate')?.text).toContain('CN=Contoso Issuing CA 1');
  const looks = parts.filter(({ id }) => id === 'look');
  expect(looks.map(({ title }) => title)).toEqual(['Look 1', 'Look 2']);
  expect(looks.map(({ text }) => text)).toEqual([
    expect.stringContaining('self-signed'),
    expect.stringContaining('fixed'),
  ]);
  const [alone] = renderCase({ ...evidence, looks: [first] }, texts.in('en')).filter(
    ({ id }) => id === 'look',
  );
  expect(alone?.text).toBeNull();
});

test('the person’s language is named in the reader’s', () => {
  expect(part('place')?.facts.find(({ label }) => label === 'Language')?.value).toMatch(/French/);
});

test('a case about nothing yet tells how it came about and no more', () => {
  const bare = { family: null, errorText: null, told: [], looks: [], place: null, timeZone: null };
  const shown = renderCase({ ...evidence, ...bare, locale: 'x' }, texts.in('en'));
  expect(shown.map(({ id }) => id)).toEqual(['place']);
});

test('a family of an organisation’s own is told by its name, and a long error is cut', () => {
  const [error] = renderCase(
    { ...evidence, family: 'our-*own*', errorText: 'x'.repeat(9_000) },
    texts.in('en'),
  );
  expect(error?.facts[0]?.value).toBe('our-\\*own\\*');
  expect(error?.text?.length).toBeLessThan(4_100);
});
