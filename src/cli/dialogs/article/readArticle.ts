import type { Locale } from '../../../answers/locales.js';
import { DataError, type DataProblem } from '../../../base/dataError.js';
import { readLink } from './readLink.js';
import { readLines, type SectionName, type SectionText } from './readSections.js';
import { readSymptoms, type Symptom } from './readSymptoms.js';
import { restyle } from './restyle.js';

/** A support article, as its author wrote it in Markdown. */
export interface WrittenArticle {
  readonly title: string;
  /** The language of its headings; null when they leave it open. */
  readonly language: Locale | null;
  readonly symptoms: readonly [Symptom, ...Symptom[]];
  /** Markdown as the bot says it. */
  readonly cause: string;
  readonly resolution: string;
  readonly sources: readonly ArticleSource[];
}

export interface ArticleSource {
  readonly title: string;
  readonly url: string | null;
}

/** Largest article, in UTF-16 units. */
const maxArticleSize = 64 * 1024;
const longestTitle = 120;
const needed: readonly SectionName[] = ['symptoms', 'cause', 'resolution'];
const mend = 'Write # title, then ## Symptoms, ## Cause and ## Resolution; README shows an article.';

/** Throws DataError `article-invalid` with everything that is missing or unclear, each with its line. */
export function readArticle(file: string, text: string): WrittenArticle {
  const problems: DataProblem[] = [];
  const note = (line: number, message: string): void => {
    problems.push({ file, line, column: 1, message });
  };
  if (text.length > maxArticleSize) {
    note(1, `The article has ${text.length} characters; ${maxArticleSize} are read at most.`);
    throw new DataError('article-invalid', problems, mend);
  }
  const { title, sections, language, lastLine } = readLines(text, note);
  if (title === null) note(1, 'There is no title: a line that begins with "# ".');
  else if (title.text.length > longestTitle)
    note(title.line, `The title is longer than ${longestTitle} characters.`);
  const section = (name: SectionName): SectionText | null => {
    const found = sections.get(name) ?? null;
    if (found === null && needed.includes(name))
      note(lastLine, `There is no section "## ${headingOf[name]}".`);
    return found;
  };
  const symptoms = readSymptoms(section('symptoms'), note);
  const cause = restyle(section('cause'), note);
  const resolution = restyle(section('resolution'), note, { steps: true });
  const sources = readSources(section('sources'), note);
  const [first, ...more] = symptoms;
  if (problems.length > 0 || title === null || first === undefined) {
    throw new DataError(
      'article-invalid',
      problems.toSorted((a, b) => a.line - b.line),
      mend,
    );
  }
  return { title: title.text, language, symptoms: [first, ...more], cause, resolution, sources };
}

const headingOf = {
  symptoms: 'Symptoms',
  cause: 'Cause',
  resolution: 'Resolution',
  sources: 'Sources',
} as const satisfies Record<SectionName, string>;

function readSources(
  section: SectionText | null,
  note: (line: number, message: string) => void,
): readonly ArticleSource[] {
  return (section?.lines ?? []).flatMap(({ line, text }) => {
    if (text.trim() === '') return [];
    const item = /^\s{0,3}[-*+]\s+(.+)$/.exec(text)?.[1]?.trim();
    const source = item === undefined ? null : readLink(item);
    if (source !== null) return [source];
    note(line, 'A source is a list item: "- [Title](https://…)" or "- Title".');
    return [];
  });
}
