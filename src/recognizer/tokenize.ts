import { foldText } from './foldText.js';

/** A word of a text, or two neighbouring characters of a script that writes no spaces. */
export interface Token {
  /** Folded (see foldText); empty when the run is too long to be a word. */
  readonly word: string;
  /** Offsets into the text that was tokenized. */
  readonly start: number;
  readonly end: number;
}

/** Longer runs are keys, base64 or noise: folding them would be work that no signature can reward. */
const longestWord = 64;
/** Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer. */
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
/** Letters, syllables and ideographs that foldText leaves alone. */
const plainUnspaced = /^[\u0e01-\u0e32\u0e34-\u0e7f\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff\uac00-\ud7a3]+$/;
const unspacedRun =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+|[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+/g;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}_]+/gu)) {
    const [run] = match;
    if (unspaced.test(run)) addUnspaced(run, match.index, tokens);
    else tokens.push(wordToken(run, match.index));
  }
  return tokens;
}

/** The folded words of a short text such as a phrase of the signatures. */
export function wordsOf(text: string): string[] {
  return tokenize(text).map((token) => token.word);
}

/**
 * The words of a phrase in which a star stands for any letters: `zertifikat*` begins a word, `*zertifikat*` is anywhere
 * in it. The stars stay, so that a stem is never taken for a word.
 */
export function stemmedWordsOf(phrase: string): string[] {
  return phrase.split(/\s+/).flatMap((part) => {
    const words = wordsOf(part);
    if (part.endsWith('*') && words.length > 0) words[words.length - 1] += '*';
    if (part.startsWith('*') && words.length > 0) words[0] = `*${words[0]}`;
    return words;
  });
}

/** Pairs of an unspaced script that make up a word: ideographs and syllables are dense, Thai and its like spell. */
const densePair = 0.5;
const spelledPair = 0.25;

/** How far each word is from the first, in words; the overlapping pairs of an unspaced script are parts of one. */
export function placesOf(tokens: readonly Token[]): number[] {
  let place = 0;
  return tokens.map((token, at) => {
    const here = place;
    const next = tokens[at + 1];
    const overlaps = next !== undefined && next.start < token.end;
    place += overlaps ? (token.word >= '\u2e80' ? densePair : spelledPair) : 1;
    return here;
  });
}

function wordToken(run: string, start: number): Token {
  return { word: run.length > longestWord ? '' : foldText(run), start, end: start + run.length };
}

// Scripts that write no spaces become overlapping pairs: that needs no dictionary and survives the wrong or missing
// spaces that Korean pastes have.
function addUnspaced(run: string, offset: number, tokens: Token[]): void {
  for (const part of run.matchAll(unspacedRun)) {
    const start = offset + part.index;
    if (!unspaced.test(part[0]) || part[0].length === 1) tokens.push(wordToken(part[0], start));
    else addPairs(part[0], start, tokens);
  }
}

function addPairs(part: string, offset: number, tokens: Token[]): void {
  const plain = plainUnspaced.test(part);
  for (let at = 0; at + 2 <= part.length; at += 1) {
    const pair = part.slice(at, at + 2);
    tokens.push({ word: plain ? pair : foldText(pair), start: offset + at, end: offset + at + 2 });
  }
}
