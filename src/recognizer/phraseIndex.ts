/** A phrase found in a row of words: `first` and `last` are positions of words, both inclusive. */
export interface PhraseHit<Meaning> {
  readonly meaning: Meaning;
  readonly first: number;
  readonly last: number;
}

interface Step<Meaning> {
  readonly next: Map<string, Step<Meaning>>;
  readonly meanings: Meaning[];
}

export interface PhraseIndex<Meaning> {
  /** All phrases at all positions, in the order of their first word; at one position longer ones come later. */
  find(words: readonly string[]): PhraseHit<Meaning>[];
  /** As find, but a phrase inside or across an earlier, longer one is left out. */
  findLongest(words: readonly string[]): PhraseHit<Meaning>[];
}

/**
 * Many phrases searched for at once. A search takes time in proportion to the text, times the length of the longest
 * phrase at the worst.
 */
export function makePhraseIndex<Meaning>(
  phrases: Iterable<{ readonly words: readonly string[]; readonly meaning: Meaning }>,
): PhraseIndex<Meaning> {
  const root: Step<Meaning> = { next: new Map(), meanings: [] };
  for (const { words, meaning } of phrases) if (words.length > 0) stepFor(root, words).meanings.push(meaning);
  return {
    find(words) {
      const hits: PhraseHit<Meaning>[] = [];
      for (let first = 0; first < words.length; first += 1) addHitsAt(root, words, first, hits);
      return hits;
    },
    findLongest(words) {
      const hits: PhraseHit<Meaning>[] = [];
      for (let first = 0; first < words.length; ) {
        const here: PhraseHit<Meaning>[] = [];
        addHitsAt(root, words, first, here);
        const longest = here.at(-1);
        if (longest !== undefined) hits.push(longest);
        first = longest === undefined ? first + 1 : longest.last + 1;
      }
      return hits;
    },
  };
}

function stepFor<Meaning>(root: Step<Meaning>, words: readonly string[]): Step<Meaning> {
  let step = root;
  for (const word of words) {
    let next = step.next.get(word);
    if (next === undefined) {
      next = { next: new Map(), meanings: [] };
      step.next.set(word, next);
    }
    step = next;
  }
  return step;
}

function addHitsAt<Meaning>(
  root: Step<Meaning>,
  words: readonly string[],
  first: number,
  hits: PhraseHit<Meaning>[],
): void {
  let step: Step<Meaning> | undefined = root;
  for (let last = first; last < words.length; last += 1) {
    step = step.next.get(words[last] ?? '');
    if (step === undefined) return;
    for (const meaning of step.meanings) hits.push({ meaning, first, last });
  }
}
