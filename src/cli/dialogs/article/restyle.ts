import { isWeb } from './readLink.js';
import type { SectionText } from './readSections.js';

type Note = (line: number, message: string) => void;

/**
 * An article's Markdown as the bot says it. Steps are numbered in bold and stand outside any list: a code block would start
 * the list anew, and the numbers of a list are those of the choices. What a chat can't show is told.
 */
export function restyle(
  section: SectionText | null,
  note: Note,
  { steps = false }: { readonly steps?: boolean } = {},
): string {
  if (section === null) return '';
  const written: string[] = [];
  let number = 0;
  let fence: { readonly signs: string; readonly indent: number } | null = null;
  for (const { line, text } of section.lines) {
    if (text.includes('{{')) note(line, '"{{" would be read as a placeholder; write "{ {".');
    const [, indent = '', signs] = /^(\s{0,12})(`{3,}|~{3,})/.exec(text) ?? [];
    if (fence !== null) {
      const ends: boolean = signs !== undefined && text.trim() === signs && signs.startsWith(fence.signs);
      written.push(ends ? `${signs}\n` : dedent(text, fence.indent));
      if (ends) fence = null;
      continue;
    }
    if (signs !== undefined) {
      fence = { signs, indent: indent.length };
      written.push(`\n${text.trim()}`);
      continue;
    }
    const [, step] = /^\s?\d{1,3}[.)]\s+(.*)$/.exec(text) ?? [];
    for (const problem of unshowable(text)) note(line, problem);
    if (step !== undefined) number += 1;
    written.push(step === undefined ? inner(text) : `\n**${number}.** ${step.trim()}`);
  }
  const styled = written
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (styled === '') note(section.line, 'This section is empty.');
  else if (steps && number === 0) note(section.line, 'There are no numbered steps ("1. …").');
  return styled;
}

/** A line of text inside a step stands by itself; numbers below a step become points. */
function inner(text: string): string {
  return text
    .trim()
    .replace(/^\d{1,3}[.)]\s+/, '- ')
    .replace(/^[*+]\s+/, '- ');
}

function dedent(text: string, indent: number): string {
  return text.slice(Math.min(indent, text.length - text.trimStart().length));
}

function unshowable(text: string): readonly string[] {
  const prose = text.replace(/`[^`]*`/g, '');
  const problems: string[] = [];
  if (/!\[/.test(prose)) problems.push('Pictures are not shown; describe what is to be seen.');
  if (/<\/?[a-zA-Z!]/.test(prose.replace(/<https?:[^\s>]*>/gi, '')))
    problems.push('HTML is not shown; put "<…>" into backticks (`).');
  if (/^\s*\|.*\|\s*$/.test(prose)) problems.push('Tables are not shown; write a list.');
  for (const [, address = ''] of prose.matchAll(/\]\(\s*<?([^)\s>]{0,2000})/g)) {
    if (!isWeb(address)) problems.push(`"${address.slice(0, 80)}" is no http or https address.`);
  }
  return problems;
}
