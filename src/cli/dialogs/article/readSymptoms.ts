import type { SectionText } from './readSections.js';

/** One error text, as people will paste it. */
export interface Symptom {
  readonly line: number;
  readonly text: string;
  /** Parts of it that tell it apart: its sentences. */
  readonly sentences: readonly string[];
}

type Note = (line: number, message: string) => void;

/** A single short word is in half of all messages. */
const leastLetters = 10;
const mostSentences = 20;

/** The error texts of a section: its code blocks and quotes. */
export function readSymptoms(section: SectionText | null, note: Note): readonly Symptom[] {
  if (section === null) return [];
  const texts = quotedTexts(section);
  if (texts.length === 0)
    note(section.line, 'There is no error text: put it into a code block or a quote ("> ").');
  return texts.flatMap(({ line, text }) => {
    const sentences = sentencesOf(text);
    if (sentences.length > 0) return [{ line, text, sentences }];
    note(line, 'This error text is too short to be told from others; quote the whole message.');
    return [];
  });
}

function quotedTexts({ lines }: SectionText): readonly { readonly line: number; readonly text: string }[] {
  const texts: { line: number; lines: string[] }[] = [];
  let fence: string | null = null;
  let open = false;
  for (const { line, text } of lines) {
    const sign = /^\s{0,12}(`{3,}|~{3,})/.exec(text)?.[1];
    const quoted = /^\s{0,3}>\s?(.*)$/.exec(text)?.[1];
    if (fence !== null && sign !== undefined && text.trim() === sign && sign.startsWith(fence)) {
      fence = null;
    } else if (fence !== null) {
      texts.at(-1)?.lines.push(text.trim());
    } else if (sign !== undefined) {
      fence = sign;
      open = false;
      texts.push({ line: line + 1, lines: [] });
    } else if (quoted !== undefined) {
      if (!open) texts.push({ line, lines: [] });
      open = true;
      texts.at(-1)?.lines.push(quoted.trim());
    } else {
      open = false;
    }
  }
  return texts
    .map((found) => ({ line: found.line, text: found.lines.join('\n').trim() }))
    .filter(({ text }) => text !== '');
}

function sentencesOf(text: string): readonly string[] {
  const whole = text.split('\n').flatMap((line) => line.split(/(?<=[.!?])\s+(?=\p{Lu})/u));
  return [...new Set(whole.map((sentence) => sentence.trim()))].filter(tells).slice(0, mostSentences);
}

/** Some words, or one that only a program writes: with digits, an underline, or capitals inside. */
function tells(sentence: string): boolean {
  const words = sentence.split(/[^\p{L}\p{N}_]+/u).filter((word) => word !== '');
  if (words.length >= 3) return sentence.length >= leastLetters;
  return words.some((word) => word.length >= 4 && /\p{N}|_|\p{Ll}\p{Lu}/u.test(word));
}
