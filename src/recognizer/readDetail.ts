import { makePhraseIndex } from './phraseIndex.js';
import type { DetailEntry, SignatureFamily } from './signatures.js';
import { wordsOf } from './tokenize.js';

/**
 * Finds what an error's wording tells beside its family. Of several details the one named first in the signatures
 * counts, since a wrapped error repeats the vague one.
 */
export function makeFindDetail(
  entries: readonly DetailEntry[],
): (family: SignatureFamily, readings: readonly (readonly string[])[]) => string | null {
  const index = makePhraseIndex(entries.map((entry) => ({ words: wordsOf(entry.phrase), meaning: entry })));
  return (family, readings) => {
    const found = new Set(readings.flatMap((words) => index.find(words).map(({ meaning }) => meaning)));
    return entries.find((entry) => entry.family === family && found.has(entry))?.detail ?? null;
  };
}
