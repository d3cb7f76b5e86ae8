/** Advance widths in em of DejaVu Sans, the widest of the usual screen fonts; bold and monospaced text pass a factor. */
const narrow = new Set(" .,:;!|'’`ijlI()[]/ftr-‹›·");
const wide = new Set('mwMWQO@%&→⇢…—');

/** Approximate width of one line in pixels. `factor` is 1 for regular text, more for bold. */
export function textWidth(text: string, fontSize: number, factor = 1): number {
  let em = 0;
  for (const character of text.normalize('NFC')) em += characterWidth(character);
  return em * fontSize * factor;
}

function characterWidth(character: string): number {
  if (narrow.has(character)) return 0.4;
  if (wide.has(character)) return 0.95;
  if (/\p{M}/u.test(character)) return 0;
  if (/\p{Lu}/u.test(character)) return 0.74;
  // Chinese, Japanese and Korean letters and most signs and emoji are as wide as they are high.
  return (character.codePointAt(0) ?? 0) >= 0x1100 && !/\p{Script=Latin}/u.test(character) ? 1.1 : 0.62;
}

export interface Wrapping {
  readonly width: number;
  readonly fontSize: number;
  readonly factor?: number;
  /** The last line ends in an ellipsis when there is more. */
  readonly maxLines?: number;
}

/** Breaks a text into lines that fit: at spaces and line breaks, within a word only where it is wider than a line. */
export function wrapText(text: string, wrapping: Wrapping): readonly string[] {
  const { maxLines = 24 } = wrapping;
  const lines: string[] = [];
  for (const paragraph of text.split(/\n+/)) {
    if (lines.length > maxLines) break;
    lines.push(...wrapParagraph(paragraph, wrapping));
  }
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1] ?? ''}…`];
}

function wrapParagraph(paragraph: string, { width, fontSize, factor }: Wrapping): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string) => textWidth(candidate, fontSize, factor) <= width;
  // A no-break space is none: French has one before its question marks.
  for (const word of paragraph.split(/[ \t]+/).flatMap((long) => pieces(long, fits))) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (fits(joined)) line = joined;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, fits: (text: string) => boolean): readonly string[] {
  if (fits(word)) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && !fits(part + character)) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return part === '' ? parts : [...parts, part];
}
