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
 * phrase at the worst. `formsOf` gives what else than itself a word of the text may stand for in a phrase, such as a
 * stem.
 */
export function makePhraseIndex<Meaning>(
  phrases: Iterable<{ readonly words: readonly string[]; readonly meaning: Meaning }>,
  formsOf: (word: string) => readonly string[] = noForms,
): PhraseIndex<Meaning> {
  const root: Step<Meaning> = { next: new Map(), meanings: [] };
  for (const { words, meaning } of phrases) if (words.length > 0) stepFor(root, words).meanings.push(meaning);
  // Most words of a text begin no phrase.
  const begins = (word: string): boolean => root.next.has(word) || formsOf(word).length > 0;
  return {
    find(words) {
      const hits: PhraseHit<Meaning>[] = [];
      for (let first = 0; first < words.length; first += 1)
        if (begins(words[first] ?? '')) addHitsAt({ words, first, formsOf, hits }, root, first);
      return hits;
    },
    findLongest(words) {
      const hits: PhraseHit<Meaning>[] = [];
      for (let first = 0; first < words.length; ) {
        const here: PhraseHit<Meaning>[] = [];
        addHitsAt({ words, first, formsOf, hits: here }, root, first);
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

function noForms(): readonly string[] {
  return [];
}

interface Walk<Meaning> {
  readonly words: readonly string[];
  readonly first: number;
  readonly formsOf: (word: string) => readonly string[];
  readonly hits: PhraseHit<Meaning>[];
}

function addHitsAt<Meaning>(walk: Walk<Meaning>, step: Step<Meaning>, at: number): void {
  const word = walk.words[at];
  if (word === undefined) return;
  takeStep(walk, step.next.get(word), at);
  for (const form of walk.formsOf(word)) takeStep(walk, step.next.get(form), at);
}

function takeStep<Meaning>(walk: Walk<Meaning>, step: Step<Meaning> | undefined, last: number): void {
  if (step === undefined) return;
  for (const meaning of step.meanings) walk.hits.push({ meaning, first: walk.first, last });
  if (step.next.size > 0) addHitsAt(walk, step, last + 1);
}
