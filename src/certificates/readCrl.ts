import { certificateParts } from './certificateId.js';
import {
  type DerElement,
  derChild,
  derChildren,
  derFields,
  derTag,
  MalformedDer,
  readBoolean,
  readDer,
  readObjectIdentifier,
  readTime,
} from './derReader.js';
import { derOf } from './derWriter.js';
import { readName } from './distinguishedName.js';
import { pemBlocks } from './pemBlocks.js';
import { holdsCritical, type RevocationQuestion } from './readOcspResponse.js';
import { isCurrent, type RevocationAnswer, type RevocationProblem, reasonName } from './revocationStatus.js';
import { verifySignature } from './verifySignature.js';

const issuingDistributionPoint = '2.5.29.28';
const reasonCode = '2.5.29.21';
const invalidityDate = '2.5.29.24';

/** Bytes of the issuer's name and the extensions; lists in use have some hundred. */
const mostOfOthers = 16 * 1024;
/** RFC 5280 wants DER; the few that publish PEM have short lists. */
const mostPem = 256 * 1024;
/** A serial number and a date. */
const leastEntry = 16;

interface List {
  readonly tbs: DerElement;
  readonly issuer: DerElement;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly revoked: DerElement | null;
  readonly extensions: DerElement | undefined;
}

/**
 * Looks a certificate up in a CRL (RFC 5280 5), DER or PEM: signed by the certificate's own issuer, meant for this kind
 * of certificate, current. Delta, indirect and partial lists count as unsupported. Never throws.
 */
export function readCrl(bytes: Buffer, question: RevocationQuestion): RevocationAnswer {
  try {
    const der =
      bytes[0] === derTag.sequence ? bytes : pemBlocks(bytes.toString('latin1', 0, mostPem))[0]?.der;
    if (!der) return failed('malformed', 'neither DER nor PEM');
    return judge(der, question);
  } catch (error) {
    if (error instanceof MalformedDer) return failed('malformed', error.message);
    throw error;
  }
}

function judge(bytes: Buffer, question: RevocationQuestion): RevocationAnswer {
  const { certificate, issuer, at } = question;
  const outer = derFields(readDer(bytes, derTag.sequence), 3);
  const list = readList(derChild(outer, 0, derTag.sequence));
  if (readName(list.issuer).canonical !== certificate.issuer.canonical) {
    return failed('not-about-it', 'the list is another issuer’s');
  }
  const { publicKey } = issuer.key;
  const maySign = issuer.extensions.keyUsage?.includes('cRLSign') ?? true;
  // Before the entries are looked at: none but the issuer may choose what is worked through.
  const signed =
    publicKey !== null &&
    maySign &&
    verifySignature(
      list.tbs.whole,
      derChild(outer, 1, derTag.sequence),
      derChild(outer, 2, derTag.bitString),
      publicKey,
    );
  if (!signed) return failed('wrong-signature', 'the issuer did not sign the list, or may not');
  if (holdsCritical(list.extensions, (oid) => oid === issuingDistributionPoint)) {
    return failed('unsupported', 'the list holds a critical extension that is not understood');
  }
  const scope = scopeProblem(list.extensions, question);
  if (scope) return scope;
  if (!isCurrent(list.thisUpdate, list.nextUpdate, at)) {
    return failed('out-of-date', `the list holds from ${list.thisUpdate.toISOString()}`);
  }
  return lookUp(list, question);
}

function readList(tbs: DerElement): List {
  const parts = [...derFields(tbs, 7)];
  if (parts[0]?.tag === derTag.integer) parts.shift();
  const [, , first, second] = parts;
  if (!first) throw new MalformedDer('a list without a date');
  const ended = second?.tag === derTag.utcTime || second?.tag === derTag.generalizedTime;
  const rest = parts.slice(ended ? 4 : 3);
  const issuer = derChild(parts, 1, derTag.sequence);
  const extensions = rest.find(({ tag }) => tag === 0xa0);
  if (issuer.whole.length + (extensions?.whole.length ?? 0) > mostOfOthers) {
    throw new MalformedDer('a list with too much beside its entries');
  }
  return {
    tbs,
    issuer,
    thisUpdate: readTime(first),
    nextUpdate: ended && second ? readTime(second) : null,
    revoked: rest.find(({ tag }) => tag === derTag.sequence) ?? null,
    extensions,
  };
}

function lookUp({ revoked, thisUpdate, nextUpdate }: List, question: RevocationQuestion): RevocationAnswer {
  const entry = revoked ? findEntry(revoked.content, certificateParts(question.certificate).serial) : null;
  if (!entry) return { ok: true, answer: { status: 'good', thisUpdate, nextUpdate } };
  const [, when, extensions] = derChildren(entry);
  if (!when) throw new MalformedDer('an entry without its date');
  const kinds = extensions ? derChildren(extensions) : [];
  let reason: string | null = null;
  for (const kind of kinds) {
    const parts = derChildren(kind);
    const oid = readObjectIdentifier(derChild(parts, 0, derTag.objectIdentifier));
    const critical = parts[1]?.tag === derTag.boolean && readBoolean(parts[1]);
    if (oid === reasonCode) {
      const value = readDer(derChild(parts, parts.length - 1, derTag.octetString).content, 0x0a);
      reason = reasonName(value.content[0] ?? 0);
    } else if (critical && oid !== invalidityDate) {
      return failed('unsupported', 'the entry holds a critical extension that is not understood');
    }
  }
  return {
    ok: true,
    answer: { status: 'revoked', revokedAt: readTime(when), reason, thisUpdate, nextUpdate },
  };
}

/** A list holds up to thousands of entries and seldom the one sought: the bytes are searched before any is read. */
function findEntry(entries: Buffer, serial: Buffer): DerElement | null {
  const sought = derOf(derTag.integer, serial);
  let place = entries.indexOf(sought);
  if (place === -1) return null;
  for (let at = 0; at < entries.length; ) {
    const end = entryEnd(entries, at);
    if (end > place) {
      const entry = readDer(entries.subarray(at, end), derTag.sequence);
      if (entry.content.subarray(0, sought.length).equals(sought)) return entry;
      // The same bytes inside another entry; go on to where they stand next.
      place = entries.indexOf(sought, end);
      if (place === -1) return null;
    }
    at = end;
  }
  return null;
}

/** Where the entry that starts there ends, without a look inside: forty thousand of them may come before the one sought. */
function entryEnd(entries: Buffer, start: number): number {
  const first = entries[start + 1] ?? 0;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  const body = start + 2 + octets;
  if (entries[start] !== derTag.sequence || octets > 2 || body > entries.length) {
    throw new MalformedDer('an entry that is none');
  }
  const length = octets === 0 ? first : entries.readUIntBE(start + 2, octets);
  if (length < leastEntry || length > entries.length - body) throw new MalformedDer('an entry cut off');
  return body + length;
}

/** RFC 5280 5.2.5: an issuer may split its list, and then each part is about some certificates alone. */
function scopeProblem(
  extensions: DerElement | undefined,
  { certificate }: RevocationQuestion,
): RevocationAnswer | null {
  const point = extensions ? pointOf(extensions) : null;
  if (!point) return null;
  const isCa = certificate.extensions.basicConstraints?.ca === true;
  const flags = new Set(
    derChildren(point).flatMap(({ tag, content }) =>
      tag >= 0x81 && tag <= 0x85 && (tag === 0x83 || content[0] !== 0) ? [tag] : [],
    ),
  );
  if (flags.has(0x83) || flags.has(0x84)) return failed('unsupported', 'a partial or indirect list');
  if ((flags.has(0x81) && isCa) || (flags.has(0x82) && !isCa) || flags.has(0x85)) {
    return failed('not-about-it', 'the list is about another kind of certificates');
  }
  const urls = urlsOf(point);
  const named = urls.length === 0 || urls.some((url) => certificate.extensions.crlUrls.includes(url));
  return named ? null : failed('not-about-it', 'the list is another part of the issuer’s');
}

function pointOf(extensions: DerElement): DerElement | null {
  for (const extension of derChildren(readDer(extensions.content, derTag.sequence))) {
    const parts = derChildren(extension);
    const oid = readObjectIdentifier(derChild(parts, 0, derTag.objectIdentifier));
    if (oid !== issuingDistributionPoint) continue;
    return readDer(derChild(parts, parts.length - 1, derTag.octetString).content, derTag.sequence);
  }
  return null;
}

function urlsOf(point: DerElement): readonly string[] {
  const names = derChildren(point).filter(({ tag }) => tag === 0xa0);
  const full = names.flatMap(derChildren).filter(({ tag }) => tag === 0xa0);
  return full
    .flatMap(derChildren)
    .filter(({ tag }) => tag === 0x86)
    .map(({ content }) => content.toString('latin1'));
}

function failed(problem: RevocationProblem, because: string): RevocationAnswer {
  return { ok: false, problem, because };
}
