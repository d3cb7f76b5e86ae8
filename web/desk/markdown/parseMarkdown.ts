/** The Markdown that the bot writes, as data: what is drawn from it can't be HTML. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  | { readonly kind: 'break' };

export type Block =
  | { readonly kind: 'paragraph' | 'heading'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[] };

const longest = 50_000;
const deepest = 6;

export function parseMarkdown(markdown: string): readonly Block[] {
  return blocksOf(markdown.slice(0, longest).split(/\r\n|\r|\n/), 0);
}

const fence = /^ {0,3}(`{3,})/;
const heading = /^ {0,3}#{1,6} +(.*)$/;
const item = /^( {0,3})([-*+]|\d{1,9}[.)])( +)(.*)$/;
const quote = /^ {0,3}> ?(.*)$/;

function blocksOf(lines: readonly string[], depth: number): readonly Block[] {
  const blocks: Block[] = [];
  let at = 0;
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', children: parseInline(paragraph.join('\n')) });
    paragraph = [];
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    const special = depth < deepest ? specialBlock(lines, at, depth) : null;
    if (special !== null) {
      endParagraph();
      blocks.push(special.block);
      at = special.next;
      continue;
    }
    if (line.trim() === '') endParagraph();
    else paragraph.push(line.trimStart());
    at += 1;
  }
  endParagraph();
  return blocks;
}

interface Taken {
  readonly block: Block;
  /** The line behind it. */
  readonly next: number;
}

function specialBlock(lines: readonly string[], at: number, depth: number): Taken | null {
  const line = lines[at] ?? '';
  const title = heading.exec(line);
  if (title) return { block: { kind: 'heading', children: parseInline(title[1] ?? '') }, next: at + 1 };
  if (fence.test(line)) return codeBlock(lines, at);
  if (item.test(line)) return list(lines, at, depth);
  return quote.test(line) ? quoted(lines, at, depth) : null;
}

function codeBlock(lines: readonly string[], at: number): Taken {
  const marks = fence.exec(lines[at] ?? '')?.[1] ?? '```';
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.trim().startsWith(marks) && /^`+$/.test(line.trim()));
  const text = (end === -1 ? rest : rest.slice(0, end)).join('\n');
  return { block: { kind: 'code', text }, next: end === -1 ? lines.length : at + end + 2 };
}

function quoted(lines: readonly string[], at: number, depth: number): Taken {
  const inner: string[] = [];
  let next = at;
  for (let match = quote.exec(lines[next] ?? ''); match; match = quote.exec(lines[next] ?? '')) {
    inner.push(match[1] ?? '');
    next += 1;
  }
  return { block: { kind: 'quote', blocks: blocksOf(inner, depth + 1) }, next };
}

/** Items of one list may have empty lines between them; what belongs to an item is indented as far as its text. */
function list(lines: readonly string[], at: number, depth: number): Taken {
  const numbered = isNumbered(lines[at] ?? '');
  const start = numbered ? Number.parseInt((item.exec(lines[at] ?? '')?.[2] ?? '1').slice(0, 9), 10) : null;
  const items: (readonly Block[])[] = [];
  let next = at;
  for (;;) {
    const begin = skipEmpty(lines, next);
    const match = item.exec(lines[begin] ?? '');
    if (!match || isNumbered(lines[begin] ?? '') !== numbered) break;
    const indent = (match[1] ?? '').length + (match[2] ?? '').length + Math.min(4, (match[3] ?? '').length);
    const inner = [match[4] ?? ''];
    next = begin + 1;
    for (; next < lines.length; next += 1) {
      const line = lines[next] ?? '';
      const belongs = line.startsWith(' '.repeat(indent));
      const lazy = inner.at(-1) !== '' && line.trim() !== '' && !isSpecial(line);
      const gap = line.trim() === '' && (lines[next + 1] ?? '').startsWith(' '.repeat(indent));
      if (!belongs && !lazy && !gap) break;
      inner.push(belongs ? line.slice(indent) : line.trimStart());
    }
    items.push(blocksOf(inner, depth + 1));
  }
  return { block: { kind: 'list', start, items }, next };
}

function isNumbered(line: string): boolean {
  return /^ {0,3}\d/.test(line);
}

function isSpecial(line: string): boolean {
  return item.test(line) || heading.test(line) || fence.test(line) || quote.test(line);
}

function skipEmpty(lines: readonly string[], at: number): number {
  let next = at;
  while (next < lines.length && (lines[next] ?? '').trim() === '') next += 1;
  return next;
}

/** Marks that find no partner are text. */
export function parseInline(text: string, depth = 0): readonly Inline[] {
  const found: Inline[] = [];
  let plain = '';
  let at = 0;
  const add = (inline: Inline) => {
    if (plain !== '') found.push({ kind: 'text', text: plain });
    plain = '';
    found.push(inline);
  };
  while (at < text.length) {
    const character = text[at] ?? '';
    if (character === '\\' && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    if (character === '\n') {
      plain = plain.trimEnd();
      add({ kind: 'break' });
      at += 1;
      continue;
    }
    const marked = depth < deepest ? markedAt(text, at, depth) : null;
    if (marked === null) {
      plain += character;
      at += 1;
    } else {
      add(marked.inline);
      at = marked.next;
    }
  }
  if (plain !== '') found.push({ kind: 'text', text: plain });
  return found;
}

interface Marked {
  readonly inline: Inline;
  readonly next: number;
}

function markedAt(text: string, at: number, depth: number): Marked | null {
  switch (text[at]) {
    case '`':
      return codeAt(text, at);
    case '*':
    case '_':
      return stressAt(text, at, depth);
    case '[':
      return linkAt(text, at, depth);
    default:
      return null;
  }
}

function codeAt(text: string, at: number): Marked | null {
  let ticks = 1;
  while (text[at + ticks] === '`') ticks += 1;
  const marks = '`'.repeat(ticks);
  const end = text.indexOf(marks, at + ticks);
  if (end === -1) return null;
  const code = text.slice(at + ticks, end);
  return { inline: { kind: 'code', text: ticks > 1 ? code.trim() : code }, next: end + ticks };
}

function stressAt(text: string, at: number, depth: number): Marked | null {
  const mark = text[at] ?? '';
  const marks = text[at + 1] === mark ? mark + mark : mark;
  const begin = at + marks.length;
  if (/\s/.test(text[begin] ?? ' ')) return null;
  if (mark === '_' && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return null;
  const end = findMark(text, marks, begin + 1);
  if (end === -1) return null;
  const children = parseInline(text.slice(begin, end), depth + 1);
  return { inline: { kind: marks.length === 2 ? 'strong' : 'emphasis', children }, next: end + marks.length };
}

const longestStretch = 1_000;

/** Where a stretch ends: not behind a space, a backslash, or within code. */
function findMark(text: string, marks: string, from: number): number {
  const limit = Math.min(text.length, from + longestStretch);
  for (let at = from; at < limit; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (
      text.startsWith(marks, at) &&
      !/\s/.test(text[at - 1] ?? ' ') &&
      text[at + marks.length] !== marks[0]
    )
      return at;
  }
  return -1;
}

function linkAt(text: string, at: number, depth: number): Marked | null {
  const close = findMark(text, '](', at + 1);
  if (close === -1) return null;
  const end = text.indexOf(')', close + 2);
  if (end === -1) return null;
  const url = webAddress(text.slice(close + 2, end));
  const children = parseInline(text.slice(at + 1, close), depth + 1);
  return url === null ? null : { inline: { kind: 'link', url, children }, next: end + 1 };
}

/** Null for what is no address of a web page. */
function webAddress(written: string): string | null {
  const url = URL.parse(written.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}
