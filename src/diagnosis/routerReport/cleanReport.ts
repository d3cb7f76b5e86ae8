/** A report is some kilobytes; what lies beyond this is no part of one. */
export const longestReport = 200_000;

const entities: { readonly [name: string]: string } = {
  nbsp: ' ',
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
  '#160': ' ',
};

/**
 * Undoes what chat programs, mail and consoles do to a text: HTML, quoting, code fences, typographic dashes and quotes,
 * odd spaces, `\r`, and lines cut at the width of a window. Time grows in proportion to the text.
 */
export function cleanReport(text: string): string {
  const plain = withoutHtml(text.slice(0, longestReport))
    .replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, '\n')
    .replace(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/g, '')
    .replace(/[\t\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g, '-')
    .replace(/[\u2018\u2019\u201A\u201B\u2032]/g, "'")
    .replace(/[\u201C-\u201F\u2033]/g, '"')
    .replace(/[\uFF1A\uFE55]/g, ':')
    .replace(/\uFF1D/g, '=')
    .replace(/^[ ]{0,8}(?:(?:>|&gt;|\|)[ ]?){1,8}/gm, '')
    .replace(/^[ ]{0,8}(?:`{3,20}|~{3,20}).{0,40}$/gm, '')
    .replace(/`/g, '');
  return unwrapped(plain);
}

/** Only where tags are that a chat makes: a name in a certificate may hold a `<` too. */
function withoutHtml(text: string): string {
  if (!/<(?:br|p|div|span|pre|code|blockquote|li|td)\b|&(?:nbsp|lt|gt|amp|quot|#39|#160);/i.test(text))
    return text;
  return text
    .replace(/<\/?(?:br|p|div|pre|blockquote|li|ul|ol|tr|table)\b[^<>]{0,300}>/gi, '\n')
    .replace(/<\/?(?:span|code|td|b|i|em|strong|font|a|attachment|tbody|at)\b[^<>]{0,300}>/gi, '')
    .replace(
      /&(nbsp|lt|gt|amp|quot|#39|#160);/gi,
      (whole, name: string) => entities[name.toLowerCase()] ?? whole,
    );
}

/** A line of its own, however long the one before it is. */
const opensField = /^\s*(?:\[\d|[A-Za-z][\w. -]{1,22}:|-----|=====)/;

/** Old consoles copy a long line as several of the window's width: those are one line again. */
function unwrapped(text: string): string {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const widths = lines.filter((line) => !/^[A-Za-z0-9+/=]+$/.test(line)).map(({ length }) => length);
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  const full = widths.filter((width) => width === widest).length;
  if (widest < 60 || widest > 240 || (full < 2 && widest !== 80 && widest !== 120)) return lines.join('\n');
  return lines
    .map((line, at) => (line.length === widest && !opensField.test(lines[at + 1] ?? '') ? line : `${line}\n`))
    .join('');
}
