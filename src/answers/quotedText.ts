import { escapeMarkdown } from './escapeMarkdown.js';

/** What somebody wrote, line by line and literally, as a Markdown quotation. */
export function quotedText(text: string): string {
  return text
    .trim()
    .split(/\r\n|\r|\n/)
    .map((line) => `> ${escapeMarkdown(line, line.length + 1)}`)
    .join('  \n');
}
