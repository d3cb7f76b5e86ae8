/**
 * A strict reader of definite-length DER over the bytes as they came: nothing is copied, nothing is decoded before
 * it is asked for, and the callers descend by the structure they expect, so depth bombs have nothing to hold on to.
 * Not forge.asn1: that copies into binary strings, guesses inside bit strings, takes BER's indefinite lengths and
 * costs a cold command line 6 ms.
 */
export interface DerElement {
  /** The identifier octet: class, constructed bit and number together. */
  readonly tag: number;
  readonly content: Buffer;
  /** Header and content, as signed or compared. */
  readonly whole: Buffer;
}

/** Thrown inside src/certificates only; parseCertificate and its peers turn it into a result. */
export class MalformedDer extends Error {
  override readonly name = 'MalformedDer';
}

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** The first element of the bytes; what follows it is left alone. */
export function readDer(bytes: Buffer, expectedTag?: number): DerElement {
  const element = readAt(bytes, 0);
  if (expectedTag !== undefined && element.tag !== expectedTag) {
    throw new MalformedDer(`tag 0x${element.tag.toString(16)} where 0x${expectedTag.toString(16)} belongs`);
  }
  return element;
}

/** The elements inside a constructed one, in order. */
export function derChildren(parent: DerElement): readonly DerElement[] {
  return derFields(parent, Number.POSITIVE_INFINITY);
}

/** The same for a structure of few fields: a million empty elements are not read before the fault is seen. */
export function derFields(parent: DerElement, most: number): readonly DerElement[] {
  const children: DerElement[] = [];
  for (let at = 0; at < parent.content.length; ) {
    if (children.length >= most) throw new MalformedDer(`more than ${most} elements`);
    const child = readAt(parent.content, at);
    children.push(child);
    at += child.whole.length;
  }
  return children;
}

/** The child at that place, which must be there and have that tag. */
export function derChild(children: readonly DerElement[], index: number, tag: number): DerElement {
  const child = children[index];
  if (child?.tag !== tag) throw new MalformedDer(`no element of tag 0x${tag.toString(16)} at place ${index}`);
  return child;
}

function readAt(bytes: Buffer, start: number): DerElement {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) throw new MalformedDer('the bytes end inside a header');
  if ((tag & 0x1f) === 0x1f) throw new MalformedDer('a tag number above 30');
  let length = first;
  let body = start + 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4) throw new MalformedDer('an indefinite or absurd length');
    if (body + octets > bytes.length) throw new MalformedDer('the bytes end inside a length');
    length = bytes.readUIntBE(body, octets);
    body += octets;
  }
  if (length > bytes.length - body) throw new MalformedDer('a length beyond the end of the bytes');
  return { tag, content: bytes.subarray(body, body + length), whole: bytes.subarray(start, body + length) };
}

/** Dotted form of an OBJECT IDENTIFIER. */
export function readObjectIdentifier(element: DerElement): string {
  if (element.tag !== derTag.objectIdentifier || element.content.length === 0) {
    throw new MalformedDer('not an object identifier');
  }
  const arcs: number[] = [];
  let arc = 0;
  for (const byte of element.content) {
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER) throw new MalformedDer('an object identifier arc beyond 2^53');
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [head = 0, ...rest] = arcs;
  const first = Math.min(2, Math.floor(head / 40));
  return [first, head - first * 40, ...rest].join('.');
}

export function readBoolean(element: DerElement): boolean {
  if (element.tag !== derTag.boolean || element.content.length !== 1) throw new MalformedDer('not a boolean');
  return element.content[0] !== 0;
}

/** A non-negative INTEGER of at most 48 bits. */
export function readSmallInteger(element: DerElement): number {
  const { tag, content } = element;
  if (tag !== derTag.integer || content.length === 0 || content.length > 6 || (content[0] ?? 0x80) >= 0x80) {
    throw new MalformedDer('not a small non-negative integer');
  }
  return content.readUIntBE(0, content.length);
}

const timePattern = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:Z|([+-])(\d\d)(\d\d))$/;

/** UTCTime (two-digit years below 50 are 20xx, RFC 5280 4.1.2.5.1) or GeneralizedTime. */
export function readTime(element: DerElement): Date {
  const digits = element.content.toString('latin1');
  const short = element.tag === derTag.utcTime;
  if (!short && element.tag !== derTag.generalizedTime) throw new MalformedDer('not a time');
  const century = Number(digits.slice(0, 2)) < 50 ? '20' : '19';
  const match = timePattern.exec(short ? century + digits : digits);
  if (!match) throw new MalformedDer(`not a time: ${JSON.stringify(digits.slice(0, 30))}`);
  const [, year, month, dayOfMonth, hour, minute, second = '00', sign, offsetHours, offsetMinutes] = match;
  const zone = sign ? `${sign}${offsetHours}:${offsetMinutes}` : 'Z';
  const date = new Date(`${year}-${month}-${dayOfMonth}T${hour}:${minute}:${second}${zone}`);
  if (Number.isNaN(date.getTime())) throw new MalformedDer(`no such time: ${JSON.stringify(digits)}`);
  return date;
}
