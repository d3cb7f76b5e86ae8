import type { RouterDirection } from './errorMatch.js';
import { makePhraseIndex } from './phraseIndex.js';
import type { DirectionEntry } from './signatures.js';

export type ReadDirection = (words: readonly string[]) => RouterDirection | null;

/** A result stands right after its label: `Incoming Status: Failure`. */
const nearby = 4;

/** Reads which profile failed from the Router's two result lines; a success of one side is not a failure. */
export function makeReadDirection(
  entries: readonly DirectionEntry[],
  split: (text: string) => string[],
): ReadDirection {
  const index = makePhraseIndex(entries.map(({ part, phrase }) => ({ words: split(phrase), meaning: part })));
  return (words) => {
    const failed = new Set<RouterDirection>();
    const hits = index.findLongest(words);
    hits.forEach((hit, at) => {
      const label = hit.meaning;
      const result = hits[at + 1];
      if (label === 'failure' || label === 'success' || result === undefined) return;
      if (result.meaning === 'failure' && result.first - hit.last <= nearby) failed.add(label);
    });
    if (failed.has('both') || failed.size > 1) return 'both';
    return [...failed][0] ?? null;
  };
}
