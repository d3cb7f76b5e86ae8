import { prepareText } from './prepareText.js';
import type { ErrorStretch } from './recognizeError.js';

export interface SplitPaste {
  /** What the person wrote themselves, in one line; empty when there is nothing of their own. */
  readonly own: string;
  /** Error text, log lines, code, quotations and addresses, in the order of the text. */
  readonly pasted: string;
}

export type SplitPasteOf = (text: string) => SplitPaste;

/** Lines of logs, stack traces and shells, judged by how they begin. */
const machineLine =
  /^\s*(?:\[?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[T ]|\[?\d{1,2}[:.]\d{2}[:.]\d{2}\b|-{2,}|\+\s|[=~*_-]{4}|\^|#\d+\s|PS [A-Z]:|[A-Z]:\\|\$ |>>> |(?:at|à|bei|en|in|в|在|場所|위치) [\w.<>`$/\\]{1,80}[.(:\\]|(?:HResult|Source|StackTrace|Stack trace|TargetSite|Message|ErrorMessage|InnerException|CategoryInfo|FullyQualifiedErrorId|SslPolicyErrors|ChainStatus|System\.[\w.]{1,80})\s*[:=]|[A-Za-z_]{1,40}\s*=\s|[{}[\]<]|\w{1,40}: \d+)/;

/** A word that no sentence of a person holds: an exception's name, a code, a constant, a path, an address. */
const machineWord =
  /^(?:https?:\/\/.*|\\\\.*|[A-Za-z]:\\.*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|0x[0-9a-fA-F]{4,}|[\w.`+]*(?:Exception|Error)(?:\(.*)?|[A-Z0-9]+(?:_[A-Z0-9]+)+|(?:System|Microsoft)\.[\w.]+|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/.*)?)$/;

const quotes = [
  ['```', '```'],
  ['`', '`'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['"', '"'],
] as const;
const longestQuotation = 4000;
const longestMachineWord = 300;

/** So few words beside a paste are its label (`Error:`), unless they tell a language. */
const longestLabel = 3;

/**
 * Parts a message into the person's own words and what they pasted. `findErrorStretches` says where known error
 * wording stands in the prepared text, `tellsLanguage` whether words are surely a person's language.
 */
export function makeSplitPaste(
  findErrorStretches: (prepared: string) => readonly ErrorStretch[],
  tellsLanguage: (own: string) => boolean,
): SplitPasteOf {
  return (text) => {
    const prepared = prepareText(text);
    const marks = new Uint8Array(prepared.length);
    markQuotations(prepared, marks);
    markMachineLines(prepared, marks);
    markMachineWords(prepared, marks);
    for (const { start, end } of findErrorStretches(prepared)) marks.fill(1, start, end);
    markFragments(prepared, marks);
    const own = collect(prepared, marks, 0);
    const pasted = collect(prepared, marks, 1);
    const label =
      pasted !== '' && own.split(' ', longestLabel + 2).length <= longestLabel + 1 && !tellsLanguage(own);
    return { own: label ? '' : own, pasted };
  };
}

function markQuotations(text: string, pasted: Uint8Array): void {
  for (const [open, close] of quotes)
    for (let start = text.indexOf(open); start >= 0; ) {
      const end = text.indexOf(close, start + open.length);
      if (end < 0) break;
      // Up to three words in quotes are a name or an emphasis, and a far-off mark belongs to another quotation.
      const inside = text.slice(start + open.length, Math.min(end, start + longestQuotation));
      const quoted = end - start <= longestQuotation && inside.trim().split(/\s+/, 4).length > 3;
      if (quoted) pasted.fill(1, start, end + close.length);
      start = text.indexOf(open, quoted || open === close ? end + close.length : start + open.length);
    }
}

function markMachineLines(text: string, pasted: Uint8Array): void {
  for (const line of text.matchAll(/[^\n]+/g))
    if (machineLine.test(line[0].slice(0, 200))) pasted.fill(1, line.index, line.index + line[0].length);
}

// An exception's name begins a message: the rest of its sentence goes with it.
function markMachineWords(text: string, pasted: Uint8Array): void {
  for (const chunk of text.matchAll(/\S+/g)) {
    const raw = chunk[0];
    const word = raw.replace(/^[("'[<]{1,3}|[)"'\]>,;:.!?]{1,3}$/g, '');
    if (raw.length <= longestMachineWord && !machineWord.test(word)) continue;
    const end = chunk.index + raw.length;
    const carriesOn = /(?:Exception|Error)[)"'\]]?:?$/.test(raw);
    pasted.fill(1, chunk.index, carriesOn ? sentenceEnd(text, end) : end);
  }
}

function sentenceEnd(text: string, from: number): number {
  const end = /[.!?](?=\s)|\n/.exec(text.slice(from, from + 1000));
  return end === null ? Math.min(text.length, from + 1000) : from + end.index + 1;
}

const longestFragment = 2;

// A word or two left over from a clause that was marked belong to the paste, not to the person.
function markFragments(text: string, pasted: Uint8Array): void {
  for (const sentence of text.matchAll(/[^\n.:;!?。]+/g)) {
    const start = sentence.index;
    const end = start + sentence[0].length;
    let marked = 0;
    for (let at = start; at < end; at += 1) marked += pasted[at] ?? 0;
    if (marked === 0) continue;
    const rest = collect(text.slice(start, end), pasted.subarray(start, end), 0);
    const words = rest === '' ? 0 : rest.split(' ').length;
    if (words <= longestFragment && marked > rest.length * 2) pasted.fill(1, start, end);
  }
}

function collect(text: string, pasted: Uint8Array, kind: 0 | 1): string {
  const parts: string[] = [];
  let start = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const inside = at < text.length && pasted[at] === kind;
    if (inside && start < 0) start = at;
    if (inside || start < 0) continue;
    parts.push(text.slice(start, at));
    start = -1;
  }
  return parts
    .map((part) =>
      part
        .replace(/^[\s\p{P}\p{S}]+$/u, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter((part) => part !== '')
    .join(' ');
}
