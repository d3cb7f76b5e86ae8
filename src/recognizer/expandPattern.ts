import { CodedError } from '../base/codedError.js';

const mostPhrases = 4000;
/** As written; whoever writes more wants several patterns. */
const longestPattern = 1_000;
/** Groups within groups. */
const deepest = 8;

/**
 * All phrases that a pattern of the signature files stands for: `(a|b)` is one of them, `[a|b]` is one of them or
 * nothing, and both may be nested: `[please] (talk|speak) to (a human|someone)` is eight phrases.
 * Throws CodedError `pattern-invalid`.
 */
export function expandPattern(pattern: string): string[] {
  if (pattern.length > longestPattern) {
    throw invalid(`${pattern.slice(0, 60)}…`, `it has over ${longestPattern} characters`);
  }
  const { phrases, at } = readAlternatives(pattern, 0, '', 0);
  if (at !== pattern.length) throw invalid(pattern, `"${pattern[at]}" at column ${at + 1} closes nothing`);
  return [...new Set(phrases.map((phrase) => phrase.replace(/\s+/g, ' ').trim()))].filter(
    (phrase) => phrase !== '',
  );
}

interface Read {
  readonly phrases: string[];
  readonly at: number;
}

function readAlternatives(pattern: string, from: number, closing: string, depth: number): Read {
  if (depth > deepest) throw invalid(pattern, `its groups are nested over ${deepest} deep`);
  const phrases: string[] = [];
  let at = from;
  for (;;) {
    const sequence = readSequence(pattern, at, depth);
    phrases.push(...sequence.phrases);
    at = sequence.at;
    if (pattern[at] !== '|') break;
    at += 1;
  }
  if (closing !== '' && pattern[at] !== closing) throw invalid(pattern, `"${closing}" is missing`);
  return { phrases, at };
}

function readSequence(pattern: string, from: number, depth: number): Read {
  let phrases = [''];
  let at = from;
  while (at < pattern.length) {
    const sign = pattern[at] ?? '';
    if (sign === '|' || sign === ')' || sign === ']') break;
    if (sign === '(' || sign === '[') {
      const group = readAlternatives(pattern, at + 1, sign === '(' ? ')' : ']', depth + 1);
      const choices = sign === '(' ? group.phrases : ['', ...group.phrases];
      if (phrases.length * choices.length > mostPhrases)
        throw invalid(pattern, `over ${mostPhrases} phrases`);
      phrases = phrases.flatMap((start) => choices.map((choice) => start + choice));
      at = group.at + 1;
    } else {
      phrases = phrases.map((start) => start + sign);
      at += 1;
    }
  }
  return { phrases, at };
}

function invalid(pattern: string, why: string): CodedError {
  return new CodedError(
    'pattern-invalid',
    `The pattern "${pattern}" cannot be read: ${why}.`,
    'Close every ( and [ once, and split a pattern with very many combinations into several.',
  );
}
