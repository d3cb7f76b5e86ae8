import type { RouterDirection } from './errorMatch.js';
import { makePhraseIndex } from './phraseIndex.js';
import type { DirectionEntry } from './signatures.js';
import { wordsOf } from './tokenize.js';

/** A result line of the Router; first and last are positions of words, inclusive. */
export interface DirectionLine {
  readonly direction: RouterDirection;
  readonly failed: boolean;
  readonly first: number;
  readonly last: number;
}

/** A result stands right after its label: `Incoming Status: Failure`. */
const nearby = 4;

/** Finds the Router's result lines, a label and its result each. */
export function makeFindDirections(
  entries: readonly DirectionEntry[],
): (words: readonly string[]) => DirectionLine[] {
  const index = makePhraseIndex(
    entries.map(({ part, phrase }) => ({ words: wordsOf(phrase), meaning: part })),
  );
  return (words) => {
    const hits = index.findLongest(words);
    return hits.flatMap((hit, at) => {
      const label = hit.meaning;
      const result = hits[at + 1];
      if (label === 'failure' || label === 'success' || result === undefined) return [];
      if (result.meaning !== 'failure' && result.meaning !== 'success') return [];
      if (result.first - hit.last > nearby) return [];
      return [
        { direction: label, failed: result.meaning === 'failure', first: hit.first, last: result.last },
      ];
    });
  };
}

/** Which profile failed; a success of one side is not a failure. */
export function readDirection(lines: readonly DirectionLine[]): RouterDirection | null {
  const failed = new Set(lines.filter((line) => line.failed).map((line) => line.direction));
  if (failed.has('both') || failed.size > 1) return 'both';
  return [...failed][0] ?? null;
}
