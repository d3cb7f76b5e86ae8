import { usageError } from './usageError.js';

export interface OptionSpec {
  /** What stands for the value in the help; null for a flag. */
  readonly value: string | null;
  readonly help: string;
  /** May be given more than once. */
  readonly many?: true;
}
export type OptionSpecs = { readonly [name: string]: OptionSpec };

export interface ParsedArguments {
  readonly positionals: readonly string[];
  flag(name: string): boolean;
  /** The value, or null when the option was not given. */
  value(name: string): string | null;
  values(name: string): readonly string[];
}

/**
 * Reads `--name value`, `--name=value` and flags; `--` ends the options. Throws CodedError `usage` for an option that
 * is unknown, given twice, lacks its value or has one too many.
 */
export function parseArguments(argv: readonly string[], specs: OptionSpecs): ParsedArguments {
  const positionals: string[] = [];
  const given = new Map<string, string[]>();
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      positionals.push(...rest.splice(0));
    } else if (!word.startsWith('-') || word === '-') {
      positionals.push(word);
    } else {
      const [name, value] = readOption(word, rest, specs);
      const values = given.get(name) ?? [];
      if (values.length > 0 && !specs[name]?.many) throw usageError(`--${name} is given twice`);
      given.set(name, [...values, value]);
    }
  }
  return {
    positionals,
    flag: (name) => given.has(name),
    value: (name) => given.get(name)?.[0] ?? null,
    values: (name) => given.get(name) ?? [],
  };
}

function readOption(
  word: string,
  rest: string[],
  specs: OptionSpecs,
): readonly [name: string, value: string] {
  const [, name = '', inline] = /^--?([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  const spec = Object.hasOwn(specs, name) && word.startsWith('--') ? specs[name] : undefined;
  if (!spec) throw unknown(word.replace(/=.*$/s, ''), name, Object.keys(specs));
  if (spec.value === null) {
    if (inline !== undefined) throw usageError(`--${name} takes no value`);
    return [name, ''];
  }
  const value = inline ?? rest.shift();
  if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) {
    throw usageError(`--${name} needs a value: --${name} ${spec.value}`);
  }
  return [name, value];
}

function unknown(word: string, name: string, known: readonly string[]): Error {
  const meant = nearestWord(name, known);
  return usageError(`unknown option ${word}`, meant === null ? undefined : `Did you mean --${meant}?`);
}

/** The known word that a mistyped one most likely stands for; null when none is near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const distances = known.map((candidate) => [distance(word.toLowerCase(), candidate), candidate] as const);
  const [best] = distances.sort(([a], [b]) => a - b);
  return best && best[0] <= Math.max(2, Math.floor(word.length / 3)) && best[0] < word.length
    ? best[1]
    : null;
}

/** Levenshtein's distance; both words are short. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...a.slice(0, 40)].entries()) {
    const next = [index + 1];
    for (let column = 0; column < b.length; column += 1) {
      const substituted = (row[column] ?? 0) + (letter === b[column] ? 0 : 1);
      next.push(Math.min(substituted, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
