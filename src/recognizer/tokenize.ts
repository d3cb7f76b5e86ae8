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
const unspaced = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
/** Syllables and ideographs that foldText leaves alone. */
const plainUnspaced = /^[\u3041-\u3096\u30a1-\u30fe\u3400-\u9fff\uac00-\ud7a3]+$/;
const unspacedRun = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+|[^\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]+/g;

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

function wordToken(run: string, start: number): Token {
  return { word: run.length > longestWord ? '' : foldText(run), start, end: start + run.length };
}

// Chinese, Japanese and Korean become overlapping pairs: that needs no dictionary and survives the wrong or missing
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
