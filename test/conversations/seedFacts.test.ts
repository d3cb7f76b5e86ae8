import { describe, expect, test } from '@jest/globals';
import { readGolden } from './goldenFile.js';
import { type SeedFact, seedFacts } from './seedFacts.js';

const locales = ['en', 'fr', 'vi'] as const;

/** How many facts each section of the article holds; fewer in the table means that one was lost. */
const counts: { readonly [section in keyof typeof seedFacts]: number } = {
  'applies to': 2,
  symptom: 5,
  causes: 4,
  resolutions: 2,
  'verification A: the URL of the profile': 4,
  'verification B: the note about the browser': 2,
  'verification C: Exchange on Windows Server 2008': 4,
  'verification D: Exchange on Windows Server 2003': 5,
  'self-signed certificates': 6,
  'certificates of a Windows PKI': 7,
  'third-party certificates': 7,
  references: 5,
  'links about Windows PKI': 3,
};

test('the table holds every fact of every section, each once', () => {
  const sections = Object.entries(seedFacts);
  expect(Object.fromEntries(sections.map(([section, facts]) => [section, facts.length]))).toEqual(counts);
  const named = sections.flatMap(([, facts]) => facts.map(({ fact }) => fact));
  expect(new Set(named).size).toBe(named.length);
});

describe.each(Object.entries<readonly SeedFact[]>(seedFacts))('%s', (_section, facts) => {
  test.each(
    facts.flatMap((fact) => locales.map((locale) => ({ ...fact, locale, words: fact.says[locale] }))),
  )('$locale: $fact', ({ conversation, locale, words }) => {
    const { turns } = readGolden(`${conversation}.${locale}.yaml`).conversation;
    const said = turns.flatMap(({ bot }) => bot ?? []).map(plainSpaces);
    expect(said.filter((reply) => reply.includes(plainSpaces(words))).length).toBeGreaterThan(0);
  });
});

/** French sets a no-break space before some marks, which the table need not. */
function plainSpaces(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ');
}
