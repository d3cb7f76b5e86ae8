import { foldText } from './foldText.js';
import type { Command, CommandEntry } from './signatures.js';
import { type Token, tokenize } from './tokenize.js';
import { makeVocabulary } from './vocabulary.js';

export interface CommandMatch {
  readonly command: Command;
  /** BCP 47 of the language asked for, supported or not; null in every command but `language` and where none was named. */
  readonly wantedLocale: string | null;
  /** The language the command was worded in; null where it belongs to none. */
  readonly locale: string | null;
  readonly because: string;
}

export type RecognizeCommand = (text: string) => CommandMatch | null;

/** A command is an utterance of its own; anything longer is an answer, a story or a paste. */
const mostWords = 12;
const mostCharacters = 140;
/** Where every word must fit, a slip in a five-letter word can be forgiven. */
const shortestCorrected = 5;

/** Recognizes the short utterances that interrupt a dialog; the whole utterance must be one, give or take a slip. */
export function makeRecognizeCommand(entries: readonly CommandEntry[]): RecognizeCommand {
  const wordings = new Map<string, Wording[]>();
  const words = new Set<string>();
  const skipped = new Set(
    entries.filter(({ command }) => command === 'skipped').map(({ phrase }) => foldText(phrase)),
  );
  const split = (text: string): Token[] => tokenize(text).filter((token) => !skipped.has(token.word));
  for (const entry of entries) {
    const tokens = split(entry.phrase);
    if (tokens.length === 0) continue;
    for (const token of tokens) words.add(token.word);
    const key = keyOf(tokens);
    const wording = { entry, accented: accentedForm(entry.phrase, tokens) };
    const same = wordings.get(key);
    if (same === undefined) wordings.set(key, [wording]);
    else same.push(wording);
  }
  const vocabulary = makeVocabulary(words, shortestCorrected);

  return (text) => {
    if (text.length > mostCharacters) return null;
    const tokens = split(text).map((token) => ({ ...token, word: vocabulary.correct(token.word) }));
    if (tokens.length > mostWords) return null;
    for (const rest of strippings(tokens, text, wordings)) {
      for (const { entry } of lookUp(rest, text, wordings))
        if (entry.command !== 'filler' && entry.command !== 'skipped') return matchOf(entry, entry.command);
    }
    return null;
  };
}

interface Wording {
  readonly entry: CommandEntry;
  readonly accented: string;
}

type Wordings = ReadonlyMap<string, readonly Wording[]>;

function matchOf(entry: CommandEntry, command: Command): CommandMatch {
  const because = `"${entry.phrase}" is a wording of the command ${command}`;
  return { command, wantedLocale: entry.wanted, locale: entry.locale, because };
}

// The utterance as it is, then again and again without what may stand around a command.
function* strippings(
  tokens: readonly Token[],
  text: string,
  wordings: Wordings,
): Generator<readonly Token[]> {
  let rest = tokens;
  for (;;) {
    yield rest;
    const shorter = withoutLead(rest, text, wordings) ?? withoutTail(rest, text, wordings);
    if (shorter === null) return;
    rest = shorter;
  }
}

function withoutLead(tokens: readonly Token[], text: string, wordings: Wordings): readonly Token[] | null {
  for (let length = tokens.length - 1; length > 0; length -= 1)
    if (isOneOf(['filler', 'greeting'], tokens.slice(0, length), text, wordings)) return tokens.slice(length);
  return null;
}

function withoutTail(tokens: readonly Token[], text: string, wordings: Wordings): readonly Token[] | null {
  for (let length = tokens.length - 1; length > 0; length -= 1)
    if (isOneOf(['filler', 'thanks'], tokens.slice(-length), text, wordings)) return tokens.slice(0, -length);
  return null;
}

function isOneOf(
  kinds: readonly CommandEntry['command'][],
  tokens: readonly Token[],
  text: string,
  wordings: Wordings,
): boolean {
  return lookUp(tokens, text, wordings).some(({ entry }) => kinds.includes(entry.command));
}

function lookUp(tokens: readonly Token[], text: string, wordings: Wordings): readonly Wording[] {
  const candidates = wordings.get(keyOf(tokens)) ?? [];
  if (candidates.length === 0) return candidates;
  const typed = accentedForm(text, tokens);
  return candidates.filter(({ entry, accented }) => mayMean(entry, accented, typed));
}

// Vietnamese typed with tones means exactly those tones (đúng is not dừng); French accents are often half right.
function mayMean(entry: CommandEntry, accented: string, typed: string): boolean {
  if (typed === accented) return true;
  if (entry.accented) return false;
  return entry.locale !== 'vi' || foldText(typed) === typed || foldText(accented) !== foldText(typed);
}

function keyOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.word).join(' ');
}

function accentedForm(text: string, tokens: readonly Token[]): string {
  return tokens.map((token) => text.slice(token.start, token.end).toLowerCase().normalize('NFC')).join(' ');
}
