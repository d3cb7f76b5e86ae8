import type { Locale } from '../../../answers/locales.js';

export type SectionName = 'symptoms' | 'cause' | 'resolution' | 'sources';

export interface Line {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface SectionText {
  /** Line of its heading. */
  readonly line: number;
  readonly lines: readonly Line[];
}

export interface ArticleLines {
  readonly title: Line | null;
  readonly sections: ReadonlyMap<SectionName, SectionText>;
  readonly language: Locale | null;
  readonly lastLine: number;
}

type Note = (line: number, message: string) => void;

/** Headings as authors write them, folded: lower case, without accents. Null: the word belongs to several languages. */
const headings: { readonly [heading: string]: readonly [SectionName, Locale | null] } = {
  symptom: ['symptoms', 'en'],
  symptoms: ['symptoms', 'en'],
  symptome: ['symptoms', 'fr'],
  symptomes: ['symptoms', 'fr'],
  'trieu chung': ['symptoms', 'vi'],
  cause: ['cause', null],
  causes: ['cause', null],
  'nguyen nhan': ['cause', 'vi'],
  resolution: ['resolution', null],
  solution: ['resolution', null],
  'giai phap': ['resolution', 'vi'],
  'cach khac phuc': ['resolution', 'vi'],
  source: ['sources', null],
  sources: ['sources', null],
  references: ['sources', null],
  nguon: ['sources', 'vi'],
  'tham khao': ['sources', 'vi'],
};

const longestLine = 4_000;

/** Parts an article by its headings. A `#` inside a code block is no heading. */
export function readLines(text: string, note: Note): ArticleLines {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ line: index + 1, text: content }));
  const reading = new Reading(note);
  for (const line of lines) {
    if (line.text.length <= longestLine) reading.take(line);
    else note(line.line, `This line is longer than ${longestLine} characters.`);
  }
  reading.end();
  const { title, sections, language } = reading;
  return { title, sections, language, lastLine: lines.length };
}

class Reading {
  title: Line | null = null;
  language: Locale | null = null;
  readonly sections = new Map<SectionName, { line: number; lines: Line[] }>();
  readonly #note: Note;
  #current: Line[] | null = null;
  #fence: Line | null = null;
  /** Whether lines outside a section have been told already. */
  #toldStray = false;

  constructor(note: Note) {
    this.#note = note;
  }

  take(line: Line): void {
    const fence = /^\s{0,12}(`{3,}|~{3,})/.exec(line.text)?.[1];
    const [, signs, words = ''] = /^(#{1,6})\s(.*)$/.exec(line.text) ?? [];
    const heading = { line: line.line, text: words.trim() };
    if (this.#fence === null && signs === '#') this.#takeTitle(heading);
    else if (this.#fence === null && signs === '##') this.#takeHeading(heading);
    else this.#keep(line);
    if (fence === undefined) return;
    if (this.#fence === null) this.#fence = { line: line.line, text: fence };
    else if (closes(fence, this.#fence.text, line.text)) this.#fence = null;
  }

  end(): void {
    if (this.#fence !== null)
      this.#note(this.#fence.line, 'This code block is not closed: its end is a line of the same signs.');
  }

  #takeTitle(title: Line): void {
    if (this.title !== null)
      this.#note(title.line, 'There is a second title; one article has one "# " line.');
    else if (title.text === '') this.#note(title.line, 'The title is empty.');
    else this.title = title;
  }

  #takeHeading({ line, text }: Line): void {
    const lines: Line[] = [];
    this.#current = lines;
    const heading = Object.hasOwn(headings, fold(text)) ? headings[fold(text)] : undefined;
    if (heading === undefined) {
      this.#note(line, `"## ${text}" is none of Symptoms, Cause, Resolution and Sources.`);
      return;
    }
    const [name, language] = heading;
    this.language ??= language;
    if (this.sections.has(name)) this.#note(line, `"## ${text}" is there twice.`);
    this.sections.set(name, { line, lines });
  }

  #keep(line: Line): void {
    if (this.#current !== null) {
      this.#current.push(line);
      return;
    }
    if (line.text.trim() === '' || this.#toldStray) return;
    this.#toldStray = true;
    this.#note(line.line, 'This line stands in no section; put it under "## Symptoms" or "## Cause".');
  }
}

function closes(fence: string, opening: string, text: string): boolean {
  return fence[0] === opening[0] && fence.length >= opening.length && text.trim() === fence;
}

function fold(heading: string): string {
  return heading.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/:$/, '').trim();
}
