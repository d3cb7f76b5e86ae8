import { isKeyDer } from './isKeyDer.js';

const mask = '***';

/**
 * Masks the private keys in a text, and containers made to hold them, however they are wrapped: PEM with marks of any kind,
 * the end of a PEM whose beginning came before, base64 under another label or none, JSON Web Key, .NET's XML, hexadecimal.
 * Masking a masked text changes nothing. Takes time linear in the text's length.
 */
export function maskPrivateKeys(text: string): string {
  return maskHex(maskXml(maskJwk(maskBase64(maskPem(text)))));
}

// Chat programs and word processors turn the hyphens of PEM into dashes of every kind, and fewer of them.
const dashes = '[-\\u2010-\\u2015\\u2212]{2,10}';
const blank = '(?:[\\s\\u200B-\\u200F\\u2060\\uFEFF]|&nbsp;)';
const keyLine = new RegExp(`PRIVATE${blank}{1,4}KEY${blank}?${dashes}`, 'g');
const endLine = new RegExp(`${dashes}\\s?END`, 'g');

function maskPem(text: string): string {
  let result = '';
  let done = 0;
  for (let line = next(keyLine, text, 0); line; line = next(keyLine, text, done)) {
    const bodyStart = line.index + line[0].length;
    const lead = text.slice(done, line.index);
    if (/END [A-Z0-9 ]{0,20}$/.test(lead)) {
      result += `${withoutTail(lead)}${line[0]}`;
      done = bodyStart;
      continue;
    }
    const end = next(endLine, text, bodyStart);
    result += `${lead}${line[0]}${mask}`;
    if (!end) return result;
    // The closing line names the key again; the search goes on behind it.
    const closing = next(keyLine, text, end.index);
    done = closing ? closing.index + closing[0].length : text.length;
    result += text.slice(end.index, done);
  }
  return result + text.slice(done);
}

/** Lines of base64 right before the END line belong to a key whose beginning came in a message before. */
function withoutTail(lead: string): string {
  const lines = lead.split('\n');
  let first = lines.length - 1;
  while (first > 0 && /^[\s>|]{0,8}[A-Za-z0-9+/]{1,100}={0,2}\s{0,4}$/.test(lines[first - 1] ?? ''))
    first -= 1;
  if (first === lines.length - 1) return lead;
  return [...lines.slice(0, first), mask, ...lines.slice(-1)].join('\n');
}

function next(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

/** Every DER of a key begins with a SEQUENCE, and so its base64 with M; as many characters as tell what it is. */
const base64Head = /(?<![A-Za-z0-9+/])M[A-Za-z0-9+/]{27}/g;
/** What stands between the lines of base64: of a quoted mail, a string in JSON or a script, HTML. */
const between = '(?:[\\s>"\'`,|]|\\\\[nr]|<br\\s?/?>){0,8}';
const base64Rest = new RegExp(
  `[A-Za-z0-9+/]*(?:${between}[A-Za-z0-9+/]{16,})*(?:${between}[A-Za-z0-9+/]{1,15}(?![A-Za-z]))?={0,2}`,
  'y',
);

function maskBase64(text: string): string {
  return maskFrom(text, base64Head, base64Rest, (head) => isKeyDer(Buffer.from(head, 'base64')));
}

/** The same in hexadecimal, as certutil and editors show it: SEQUENCE, length, version, and what a key goes on with. */
const hexHead =
  /(?<![0-9A-F])30[\s:-]?(?:81[\s:-]?[0-9A-F]{2}|82[\s:-]?[0-9A-F]{2}[\s:-]?[0-9A-F]{2}|[0-7][0-9A-F])[\s:-]?02[\s:-]?01[\s:-]?0[013][\s:-]?(?:02|04|30)/gi;
const hexRest = /(?:[\s:,-]{0,6}[0-9A-F]{2})*/iy;

function maskHex(text: string): string {
  return maskFrom(text, hexHead, hexRest, () => true);
}

/** Masks each head that is a key's, with all that goes on behind it. Nothing is read twice. */
function maskFrom(text: string, head: RegExp, rest: RegExp, isKey: (head: string) => boolean): string {
  let result = '';
  let done = 0;
  for (let found = next(head, text, 0); found; found = next(head, text, head.lastIndex)) {
    if (!isKey(found[0])) continue;
    const end = found.index + found[0].length;
    const tail = next(rest, text, end)?.[0].length ?? 0;
    result += `${text.slice(done, found.index)}${mask}`;
    done = end + tail;
    head.lastIndex = done;
  }
  return result + text.slice(done);
}

/** RFC 7517, 7518: the members that are secret. */
function maskJwk(text: string): string {
  if (!/["']kty["']/.test(text)) return text;
  return text.replace(/(["'](?:d|p|q|dp|dq|qi|k)["']\s{0,3}:\s{0,3}["'])[\w-]{16,20000}/g, `$1${mask}`);
}

/** What RSA.ToXmlString(true) writes. */
function maskXml(text: string): string {
  return text.replace(/(<(?:D|P|Q|DP|DQ|InverseQ)>\s{0,20})[A-Za-z0-9+/\s]{16,20000}={0,2}/g, `$1${mask}`);
}
