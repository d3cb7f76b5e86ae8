import { CodedError } from '../base/codedError.js';
import type { Certificate } from './certificate.js';
import { derChild, derChildren, derTag, MalformedDer, readDer } from './derReader.js';
import { readCanonicalName } from './distinguishedName.js';
import { parseCertificate } from './parseCertificate.js';
import { pemBlocks } from './pemBlocks.js';

/** Whom this verdict trusts. */
export interface TrustAnchors {
  /** Anchors of that canonical subject. */
  bySubject(canonical: string): readonly Certificate[];
  /** Whether this very certificate is an anchor, a self-signed leaf too. */
  has(certificate: Certificate): boolean;
  /** Whether it is one of the roots that ship with the runtime: public rules (SHA-1, lifetimes) bind only under these. */
  isBuiltIn(certificate: Certificate): boolean;
}

export interface TrustAnchorSources {
  /** PEM strings such as `tls.rootCertificates`; a function is called at the first question (7 ms in Node 24). */
  readonly builtIn?: readonly string[] | (() => readonly string[]);
  /** PEM strings of the organisation's own roots, each with one certificate or several. */
  readonly added?: readonly string[];
}

interface Anchor {
  readonly der: Buffer;
  readonly builtIn: boolean;
  parsed: Certificate | null | undefined;
}

/**
 * Indexes the anchors by subject at the first question and reads a certificate only when its subject is asked for, so
 * that a cold command line pays for two or three of them, not for all.
 *
 * @throws CodedError `trust-anchors-unreadable` when an added text holds no certificate that can be read.
 */
export function makeTrustAnchors(sources: TrustAnchorSources): TrustAnchors {
  const added = (sources.added ?? []).flatMap(readAdded);
  let all: readonly Anchor[] | undefined;
  let index: ReadonlyMap<string, readonly Anchor[]> | undefined;
  const anchors = () => {
    all ??= [...readBuiltIn(sources.builtIn ?? []), ...added];
    return all;
  };
  // A scan that compares bytes costs a tenth of the index, which a self-signed certificate then never needs.
  const find = ({ der }: Certificate) => anchors().find((anchor) => anchor.der.equals(der));
  return {
    bySubject(canonical) {
      index ??= indexBySubject(anchors());
      return (index.get(canonical) ?? []).flatMap((anchor) => parsed(anchor) ?? []);
    },
    has: (certificate) => find(certificate) !== undefined,
    isBuiltIn: (certificate) => find(certificate)?.builtIn === true,
  };
}

function readAdded(pem: string): readonly Anchor[] {
  const anchors = pemBlocks(pem)
    .filter(({ label }) => label === 'CERTIFICATE')
    .map(({ der }): Anchor => ({ der, builtIn: false, parsed: undefined }));
  const broken = anchors.findIndex((anchor) => parsed(anchor) === null);
  if (anchors.length > 0 && broken === -1) return anchors;
  const what =
    anchors.length === 0 ? 'no PEM certificate' : `a certificate that can't be read (number ${broken + 1})`;
  throw new CodedError(
    'trust-anchors-unreadable',
    `the trust anchors hold ${what}`,
    'give a PEM file with the root certificates, each between BEGIN CERTIFICATE and END CERTIFICATE',
  );
}

function readBuiltIn(source: NonNullable<TrustAnchorSources['builtIn']>): readonly Anchor[] {
  const pems = typeof source === 'function' ? source() : source;
  return pems.map((pem) => ({ der: decodeOne(pem), builtIn: true, parsed: undefined }));
}

/** The runtime's own PEM needs no tolerance, and a hundred of them are decoded at the first question. */
function decodeOne(pem: string): Buffer {
  const body = pem.slice(pem.indexOf('-----BEGIN CERTIFICATE-----') + 27, pem.indexOf('-----END'));
  return Buffer.from(body, 'base64');
}

function indexBySubject(anchors: readonly Anchor[]): ReadonlyMap<string, readonly Anchor[]> {
  const index = new Map<string, Anchor[]>();
  for (const anchor of anchors) {
    const subject = subjectOf(anchor.der);
    const known = index.get(subject);
    // The organisation may add a root that is built in already; the first one, the built-in, stays.
    if (!known) index.set(subject, [anchor]);
    else if (!known.some((other) => other.der.equals(anchor.der))) known.push(anchor);
  }
  return index;
}

function parsed(anchor: Anchor): Certificate | null {
  if (anchor.parsed === undefined) {
    const result = parseCertificate(anchor.der);
    anchor.parsed = result.ok ? result.certificate : null;
  }
  return anchor.parsed;
}

/** The subject alone, a tenth of the cost of the whole certificate; empty (and never asked for) when unreadable. */
function subjectOf(der: Buffer): string {
  try {
    const tbs = derChildren(derChild(derChildren(readDer(der)), 0, derTag.sequence));
    return readCanonicalName(derChild(tbs, tbs[0]?.tag === 0xa0 ? 5 : 4, derTag.sequence));
  } catch (error) {
    if (error instanceof MalformedDer) return '';
    throw error;
  }
}
