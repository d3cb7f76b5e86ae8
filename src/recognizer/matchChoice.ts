import { wordsOf } from './tokenize.js';

export interface Choice {
  readonly title: string;
  readonly synonyms: readonly string[];
}

const shortestPrefix = 4;

/** The wordings of choices come from the locale files, the same turn after turn. */
const plainWordings = new Map<string, string>();
const KEPT = 1000;

/**
 * Which of the choices a person typed: its title or a synonym (with or without accents), its number, or a beginning
 * of at least four letters that only one choice has. Returns its index, or null when none or several are meant.
 */
export function matchChoice(text: string, choices: readonly Choice[]): number | null {
  const typed = plain(text);
  if (typed === '') return null;
  const folded = indexesWhere(choices, (wording) => plainWording(wording) === typed);
  if (folded.length === 1) return only(folded);
  // Several that differ in nothing but accents: those typed decide.
  if (folded.length > 1) return onlyOne(choices, (wording) => accented(wording) === accented(text));
  const number = /^\d{1,2}$/.exec(typed);
  if (number !== null) {
    const index = Number(number[0]) - 1;
    return index >= 0 && index < choices.length ? index : null;
  }
  if (typed.length < shortestPrefix) return null;
  return onlyOne(choices, (wording) => plainWording(wording).startsWith(typed));
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

function plainWording(wording: string): string {
  const known = plainWordings.get(wording);
  if (known !== undefined) return known;
  if (plainWordings.size >= KEPT) plainWordings.clear();
  const made = plain(wording);
  plainWordings.set(wording, made);
  return made;
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
