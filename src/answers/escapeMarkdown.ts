/**
 * Characters that nobody sees but that change what is read: controls, line breaks, zero-width and bidirectional
 * marks, fillers, and the tags that spell out words for machines alone. A certificate may hold any of them, and one of the latter turns `moc.live` into `evil.com` on the screen.
 */
const unseen =
  /\u034F|[\p{Cc}\p{Zl}\p{Zp}\u00AD\u061C\u115F\u1160\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu;

const special = /[\\`*_{}[\]<>|~$]|&(?=#?\w+;)/g;

/**
 * A string from a person or a certificate, as one line that can be shown: unseen characters become U+FFFD, tabs a
 * space, and whatever is longer than `limit` characters is cut with an ellipsis.
 */
export function visibleText(value: string, limit = 200): string {
  const visible = value
    .slice(0, limit * 4)
    .toWellFormed()
    .replace(/\t/g, ' ')
    .replace(unseen, '\uFFFD');
  const characters = [...visible];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : visible;
}

/**
 * Makes a string from outside show literally in Markdown and in the Markdown subset of Adaptive Cards: no emphasis,
 * link, HTML, entity, code, heading or list, and no link made from a bare URL or mail address.
 */
export function escapeMarkdown(value: string, limit = 200): string {
  return visibleText(value, limit)
    .replace(special, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/@/g, '\\@')
    .replace(/(www)\./gi, '$1\\.')
    .replace(/^(\s*)([-+=#])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** A fenced code block; the fence is longer than any run of backticks inside. */
export function codeBlock(code: string, language = ''): string {
  const lines = code.split(/\r\n|\r|\n/).map((line) => line.replace(unseen, '\uFFFD'));
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
