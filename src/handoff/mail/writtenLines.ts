import { visibleText } from '../../answers/escapeMarkdown.js';

const longest = 20_000;

/** A text as somebody wrote it, line by line, without what nobody sees; cut where it is too long for a mail. */
export function writtenLines(text: string): string {
  const lines = text
    .slice(0, longest)
    .trim()
    .split(/\r\n|\r|\n/);
  return lines.map((line) => visibleText(line, longest)).join('\n');
}
