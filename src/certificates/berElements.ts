/** An ASN.1 container's bytes are too many, too deep or damaged: found before forge builds a tree of them. */
export type BerProblem = 'too-large' | 'malformed';

/** A chain of ten certificates holds about 1500 elements; Windows' whole root list 40,000, and nobody sends that. */
const mostElements = 50_000;
const deepest = 40;
const mostBytes = 1_000_000;

/**
 * Walks the headers of BER, indefinite lengths too, without recursion and without a copy. Forge builds an object of
 * some 250 bytes for an element of two, so a megabyte of them would be a bomb. Null when they are within bounds.
 */
export function checkBer(bytes: Buffer): BerProblem | null {
  if (bytes.length > mostBytes) return 'too-large';
  const ends: number[] = [];
  let elements = 0;
  let at = 0;
  do {
    const header = readHeader(bytes, at);
    if (!header) return 'malformed';
    elements += 1;
    if (elements > mostElements || ends.length > deepest) return 'too-large';
    const { constructed, length, body } = header;
    at = body;
    if (length === null && !constructed) return 'malformed';
    if (isEndOfContents(bytes, at - 2) && ends.at(-1) === endless) ends.pop();
    else if (length === null) ends.push(endless);
    else if (at + length > Math.min(bytes.length, boundOf(ends))) return 'malformed';
    else if (constructed) ends.push(at + length);
    else at += length;
    while (ends.at(-1) === at) ends.pop();
  } while (ends.length > 0);
  return null;
}

const endless = Number.POSITIVE_INFINITY;

const boundOf = (ends: readonly number[]): number => ends.findLast((end) => end !== endless) ?? endless;

const isEndOfContents = (bytes: Buffer, at: number): boolean => bytes[at] === 0 && bytes[at + 1] === 0;

function readHeader(bytes: Buffer, at: number) {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  const constructed = (tag & 0x20) !== 0;
  if (first < 0x80) return { constructed, length: first, body: at + 2 };
  const octets = first & 0x7f;
  if (octets === 0) return { constructed, length: null, body: at + 2 };
  if (octets > 4 || at + 2 + octets > bytes.length) return null;
  return { constructed, length: bytes.readUIntBE(at + 2, octets), body: at + 2 + octets };
}
