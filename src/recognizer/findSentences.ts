import type { SentenceEntry } from './signatures.js';
import { placesOf, tokenize, wordsOf } from './tokenize.js';

export interface SentenceHit {
  readonly sentence: SentenceEntry;
  /** 0 to 1: how much of the sentence's own wording stands in the stretch. */
  readonly coverage: number;
  /** Positions of the first and last word, inclusive. */
  readonly first: number;
  readonly last: number;
}

export type FindSentences = (words: readonly string[]) => SentenceHit[];

interface Sentence {
  readonly entry: SentenceEntry;
  /** Weight of each of its words, by the word's place in the sentence. */
  readonly weights: readonly number[];
  readonly total: number;
  readonly span: number;
  readonly least: number;
  /** How many of its words must be there, whatever they weigh. */
  readonly leastWords: number;
}

interface Posting {
  readonly sentence: number;
  readonly slot: number;
  readonly weight: number;
}

/** Below this a stretch is only made of the same common words. */
const leastCoverage = 0.72;
/** Sentences of so few words have nothing to spare, or one word. */
const shortSentence = 4;
const fairlyShortSentence = 8;

/**
 * Known sentences, found by their words in any order within a stretch little longer than themselves; so a few lost,
 * misread or swapped words do not hide them. Each word counts by how few families use it. Takes time in proportion to
 * the text times the sentences that could be in it.
 */
export function makeFindSentences(entries: readonly SentenceEntry[]): FindSentences {
  const rarity = rarityOfWords(entries);
  const postings = new Map<string, Posting[]>();
  const sentences = entries.map((entry, sentence): Sentence => {
    const words = [...new Set(wordsOf(entry.text))];
    const weights = words.map((word) => rarity.get(word) ?? 1);
    words.forEach((word, slot) => {
      const posting = { sentence, slot, weight: weights[slot] ?? 1 };
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [posting]);
      else list.push(posting);
    });
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const short = words.length <= shortSentence;
    const span = short ? words.length + 2 : Math.ceil(words.length * 1.5) + 3;
    const size = (placesOf(tokenize(entry.text)).at(-1) ?? 0) + 1;
    const spare = words.length * (size > fairlyShortSentence ? 1 - leastCoverage : 1 / size);
    const leastWords = short ? words.length : Math.ceil(words.length - spare);
    return { entry, weights, total, span, least: short ? 0.999 : leastCoverage, leastWords };
  });
  return (words) => {
    const marks = collectMarks(words, postings, sentences);
    return [...marks].flatMap(([index, places]) => {
      const sentence = sentences[index];
      return sentence === undefined ? [] : stretches(sentence, places);
    });
  };
}

// The more families use a word, the less it says. Counted within a family, the sentence's own variants would
// outvote it.
function rarityOfWords(entries: readonly SentenceEntry[]): Map<string, number> {
  const families = new Map<string, Set<string>>();
  for (const entry of entries)
    for (const word of wordsOf(entry.text)) {
      const seen = families.get(word);
      if (seen === undefined) families.set(word, new Set([entry.family]));
      else seen.add(entry.family);
    }
  return new Map([...families].map(([word, seen]) => [word, 1 / seen.size]));
}

/** Where words of one sentence stand: position and slot by turns, in the order of the text. */
type Marks = number[];

// Sentences of which too few words are anywhere in the text are dropped before their places are noted: a text of
// nothing but common words would otherwise cost as much as one that holds every sentence.
function collectMarks(
  words: readonly string[],
  postings: ReadonlyMap<string, readonly Posting[]>,
  sentences: readonly Sentence[],
): Map<number, Marks> {
  const present = sentences.map(() => 0);
  for (const word of new Set(words))
    for (const { sentence, weight } of postings.get(word) ?? [])
      present[sentence] = (present[sentence] ?? 0) + weight;
  const marks = new Map<number, Marks>();
  sentences.forEach((sentence, index) => {
    if ((present[index] ?? 0) >= sentence.least * sentence.total) marks.set(index, []);
  });
  if (marks.size === 0) return marks;
  words.forEach((word, at) => {
    for (const { sentence, slot } of postings.get(word) ?? []) marks.get(sentence)?.push(at, slot);
  });
  return marks;
}

// One window slides over the marks; each word counts once in it.
function stretches(sentence: Sentence, marks: Marks): SentenceHit[] {
  const hits: SentenceHit[] = [];
  const counts = sentence.weights.map(() => 0);
  let weight = 0;
  let words = 0;
  let first = 0;
  const position = (mark: number): number => marks[mark] ?? 0;
  for (let mark = 0; mark < marks.length; mark += 2) {
    const at = position(mark);
    const slot = marks[mark + 1] ?? 0;
    if (counts[slot] === 0) {
      weight += sentence.weights[slot] ?? 0;
      words += 1;
    }
    counts[slot] = (counts[slot] ?? 0) + 1;
    for (; first < mark; first += 2) {
      const oldest = marks[first + 1] ?? 0;
      const left = (counts[oldest] ?? 1) - 1;
      // A repeated word at the window's start only makes the stretch longer than it need be.
      if (at - position(first) < sentence.span && left === 0) break;
      counts[oldest] = left;
      if (left === 0) {
        weight -= sentence.weights[oldest] ?? 0;
        words -= 1;
      }
    }
    const coverage = weight / sentence.total;
    if (coverage >= sentence.least && words >= sentence.leastWords)
      keepBest(hits, {
        sentence: sentence.entry,
        coverage: Math.min(1, coverage),
        first: position(first),
        last: at,
      });
  }
  return hits;
}

function keepBest(hits: SentenceHit[], hit: SentenceHit): void {
  const previous = hits.at(-1);
  if (previous === undefined || hit.first > previous.last) hits.push(hit);
  else if (hit.coverage > previous.coverage) hits[hits.length - 1] = hit;
}
