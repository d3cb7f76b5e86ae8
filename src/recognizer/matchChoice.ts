import { wordsOf } from './tokenize.js';

export interface Choice {
  readonly title: string;
  readonly synonyms: readonly string[];
}

const shortestPrefix = 4;

/**
 * Which of the choices a person typed: its title or a synonym (with or without accents), its number, or a beginning
 * of at least four letters that only one choice has. Returns its index, or null when none or several are meant.
 */
export function matchChoice(text: string, choices: readonly Choice[]): number | null {
  const typed = plain(text);
  if (typed === '') return null;
  const exact = onlyOne(choices, (wording) => accented(wording) === accented(text));
  if (exact !== null) return exact;
  const folded = indexesWhere(choices, (wording) => plain(wording) === typed);
  if (folded.length > 0) return only(folded);
  const number = /^\d{1,2}$/.exec(typed);
  if (number !== null) {
    const index = Number(number[0]) - 1;
    return index >= 0 && index < choices.length ? index : null;
  }
  if (typed.length < shortestPrefix) return null;
  return onlyOne(choices, (wording) => plain(wording).startsWith(typed));
}

function onlyOne(choices: readonly Choice[], fits: (wording: string) => boolean): number | null {
  return only(indexesWhere(choices, fits));
}

function only(indexes: readonly number[]): number | null {
  return indexes.length === 1 ? (indexes[0] ?? null) : null;
}

function indexesWhere(choices: readonly Choice[], fits: (wording: string) => boolean): number[] {
  return choices.flatMap(({ title, synonyms }, index) => ([title, ...synonyms].some(fits) ? [index] : []));
}

function plain(text: string): string {
  return wordsOf(text).join(' ');
}

function accented(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}
