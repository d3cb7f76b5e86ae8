/**
 * Markdown of our own making without its marks, for terminals, speech and texts that are copied elsewhere: emphasis,
 * heading marks and escapes go, code stays as it is, a link shows its address.
 */
export function plainText(markdown: string): string {
  let fence: string | null = null;
  const lines: string[] = [];
  for (const line of markdown.split('\n')) {
    const mark: string | undefined = /^(`{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (line === fence) fence = null;
      else lines.push(`    ${line}`);
    } else if (mark) fence = mark;
    else lines.push(plainLine(line.replace(/^#{1,6} /, '')));
  }
  return lines.join('\n');
}

/** One alternative eats a whole token, so an escaped mark is never taken for a mark, nor one inside code. */
const tokens = /`([^`]*)`|\\([!-/:-@[-`{-~])|\*{1,3}|\[([^[\]]*)\]\((https:[^()\s]*)\)/g;

function plainLine(line: string): string {
  return line.replace(
    tokens,
    (_token, code?: string, escaped?: string, name?: string, url?: string) =>
      code ?? escaped ?? (url === undefined ? '' : `${name} (${url})`),
  );
}
