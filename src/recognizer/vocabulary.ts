export interface Vocabulary {
  /**
   * The known word that this word means: itself, or the one it was mistyped or misread from (one letter missing,
   * added, changed or swapped; the look-alikes rn/m, vv/w, 0/o, 1/l/i). Unknown words come back as they are.
   */
  correct(word: string): string;
  /** The shortest known word that begins with a word cut off at the end of a paste; null when there is none. */
  complete(cut: string): string | null;
}

const longestCorrected = 24;
const shortestCompleted = 4;
/** A digit or a doubled stroke inside a short word tells that it was read from a picture. */
const shortestMisread = 4;
const looksMisread = /[01]|rn|vv/;

/**
 * Corrections are looked up by the word with one letter left out, so a word costs its length, not the vocabulary's.
 * Words shorter than `shortestCorrected` letters are too like each other to be corrected, but for obvious misreadings.
 */
export function makeVocabulary(words: Iterable<string>, shortestCorrected = 6): Vocabulary {
  const known = new Set(words);
  const bySkeleton = new Map<string, string>();
  const byGap = new Map<string, string[]>();
  const byBeginning = Map.groupBy(known, (word) => word.slice(0, shortestCompleted));
  for (const word of known) {
    if (correctable(word, shortestMisread)) bySkeleton.set(skeleton(word), word);
    if (!correctable(word, shortestCorrected)) continue;
    for (const gap of gaps(word)) {
      const at = byGap.get(gap);
      if (at === undefined) byGap.set(gap, [word]);
      else at.push(word);
    }
  }
  return {
    correct(word) {
      if (known.has(word) || !correctable(word, shortestMisread)) return word;
      const long = word.length >= shortestCorrected;
      const misread = long || looksMisread.test(word) ? bySkeleton.get(skeleton(word)) : undefined;
      if (misread !== undefined) return misread;
      if (!long) return word;
      for (const gap of gaps(word)) {
        const near = byGap.get(gap)?.find((candidate) => isOneSlipAway(word, candidate));
        if (near !== undefined) return near;
      }
      return word;
    },
    complete(cut) {
      if (cut.length < shortestCompleted) return null;
      let best: string | null = null;
      for (const word of byBeginning.get(cut.slice(0, shortestCompleted)) ?? [])
        if (word.startsWith(cut) && (best === null || word.length < best.length)) best = word;
      return best;
    },
  };
}

// Identifiers and numbers are right or wrong, never nearly right.
function correctable(word: string, shortest: number): boolean {
  return word.length >= shortest && word.length <= longestCorrected && !/_|\d\d/.test(word);
}

function skeleton(word: string): string {
  return word.replace(/rn/g, 'm').replace(/vv/g, 'w').replace(/0/g, 'o').replace(/[1i|]/g, 'l');
}

function gaps(word: string): string[] {
  const found = [word];
  for (let at = 0; at < word.length; at += 1) found.push(word.slice(0, at) + word.slice(at + 1));
  return found;
}

// Sharing a gap allows two slips (one a word); only a change, an insertion, a deletion or a swap of neighbours is one.
function isOneSlipAway(word: string, candidate: string): boolean {
  if (Math.abs(word.length - candidate.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === candidate[start]) start += 1;
  let end = 0;
  const shorter = Math.min(word.length, candidate.length);
  while (end < shorter - start && word.at(-1 - end) === candidate.at(-1 - end)) end += 1;
  const left = word.slice(start, word.length - end);
  const right = candidate.slice(start, candidate.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
