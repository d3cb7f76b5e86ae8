import type { Certificate } from './certificate.js';
import { findPathDefects, type PathDefect } from './pathDefects.js';
import type { TrustAnchors } from './trustAnchors.js';

/** The best path found from a leaf towards an anchor. */
export interface CertificationPath {
  /** Leaf first. */
  readonly certificates: readonly Certificate[];
  readonly anchored: boolean;
  /** It ends in a root that ships with the runtime. */
  readonly builtInRoot: boolean;
  /** The last certificate is signed by its own key. */
  readonly endsSelfSigned: boolean;
  /** All defects of all its certificates, leaf first. */
  readonly defects: readonly PathDefect[];
  /** The search stopped at a work limit; a better path may exist. */
  readonly exhausted: boolean;
}

export interface PathLimits {
  readonly depth: number;
  readonly signatureChecks: number;
  readonly steps: number;
  /** Certificates beside the leaf that are looked at, anchors not counted. */
  readonly candidates: number;
}

// Fifty checks stay below 20 ms for all but the largest curves; an honest farm of cross-signed roots needs under ten.
const defaultPathLimits: PathLimits = { depth: 10, signatureChecks: 50, steps: 500, candidates: 50 };

/**
 * Searches all paths that names, key identifiers and signatures allow, whatever the order, duplicates and extras of
 * the certificates given, and returns the one with the least wrong with it: a path with a false signature only when
 * nothing else exists, an anchored before an unanchored one, a valid before an expired one, then the shortest.
 *
 * @param others presented, supplied or fetched certificates
 */
export function buildPath(
  leaf: Certificate,
  others: readonly Certificate[],
  anchors: TrustAnchors,
  at: Date,
  limits: PathLimits = defaultPathLimits,
): CertificationPath {
  const signatures = makeSignatureCheck(limits.signatureChecks);
  const pool = indexBySubject(leaf, others.slice(0, limits.candidates));
  let best: Scored | null = null;
  let steps = 0;

  // Depth first, best candidates first; stops at the first path without a fault.
  const visit = (certificates: readonly Certificate[], forged: readonly PathDefect[]): void => {
    steps += 1;
    const last = certificates.at(-1);
    if (!last) return;
    const anchored = isRoot(last) && anchors.has(last);
    const links = anchored || certificates.length > limits.depth ? [] : linksFrom(last, certificates);
    let goesOn = false;
    for (const { issuer, signed } of links) {
      goesOn = true;
      visit(
        [...certificates, issuer],
        signed ? forged : [...forged, forgery(last, issuer, certificates.length - 1)],
      );
      if (best?.cost === 0 || steps >= limits.steps) return;
    }
    if (goesOn) return;
    const scored = score(certificates, anchored, forged);
    if (!best || scored.cost < best.cost) best = scored;
  };

  function* linksFrom(child: Certificate, path: readonly Certificate[]): Generator<Link> {
    const name = child.issuer.canonical;
    if (name === '' || (child.selfIssued && signatures.verifies(child, child))) return;
    const candidates = distinct([...anchors.bySubject(name), ...(pool.get(name) ?? [])])
      .filter((issuer) => !path.some((earlier) => isSameAuthority(earlier, issuer)))
      .map((issuer) => ({ issuer, fit: keyFit(child, issuer), isAnchor: anchors.has(issuer) }))
      .sort((one, other) => rank(other, at) - rank(one, at));
    for (const { issuer, fit } of candidates) {
      const signed = signatures.verifies(child, issuer);
      // A false signature by an issuer whose key identifier differs is no forgery: it is another CA of that name.
      if (signed || (signed === false && fit !== 'differs')) yield { issuer, signed };
    }
  }

  const score = (
    certificates: readonly Certificate[],
    anchored: boolean,
    forged: readonly PathDefect[],
  ): Scored => {
    const last = certificates.at(-1) ?? leaf;
    const endsSelfSigned = last.selfIssued && (anchored || signatures.verifies(last, last) === true);
    const defects = [...forged, ...findPathDefects(certificates, anchored, at)];
    const ordered = defects.sort((one, other) => one.index - other.index);
    const facts = { certificates, anchored, endsSelfSigned, defects: ordered };
    return { facts, cost: costOf(facts) };
  };

  visit([leaf], []);
  const { facts } = best ?? score([leaf], isRoot(leaf) && anchors.has(leaf), []);
  const root = facts.certificates.at(-1);
  return {
    ...facts,
    builtInRoot: facts.anchored && root !== undefined && anchors.isBuiltIn(root),
    exhausted: signatures.exhausted() || steps >= limits.steps,
  };
}

/**
 * Whether it claims to be signed by the key it holds, as roots and self-signed leaves are: issuer and subject are one
 * name and the key identifiers don't speak against it. `holds` tells whether the signature bears the claim out.
 */
export function readSelfSigned(certificate: Certificate): {
  readonly claimed: boolean;
  readonly holds: boolean;
} {
  const claimed = certificate.selfIssued && keyFit(certificate, certificate) !== 'differs';
  return { claimed, holds: claimed && isSignedBy(certificate, certificate) };
}

type PathFacts = Omit<CertificationPath, 'builtInRoot' | 'exhausted'>;

interface Scored {
  readonly facts: PathFacts;
  readonly cost: number;
}

interface Link {
  readonly issuer: Certificate;
  readonly signed: boolean;
}

function costOf({ certificates, anchored, endsSelfSigned, defects }: PathFacts): number {
  const weights = defects.map(({ code }) => {
    if (code === 'signature') return 100_000;
    return code === 'expired' || code === 'not-yet-valid' ? 100 : 1000;
  });
  const faults = weights.reduce<number>((sum, weight) => sum + weight, anchored ? 0 : 10_000);
  // Only faults make a path worth replacing; length decides between equally faulty ones.
  return faults === 0 ? 0 : faults + certificates.length + (endsSelfSigned ? 0 : 20);
}

function rank(link: { issuer: Certificate; fit: KeyFit; isAnchor: boolean }, at: Date): number {
  const inDate = link.issuer.notBefore <= at && at <= link.issuer.notAfter;
  const fit = { same: 2, unknown: 1, differs: 0 }[link.fit];
  return fit * 100 + (inDate ? 20 : 0) + (link.isAnchor ? 10 : 0) + link.issuer.notAfter.getTime() / 1e15;
}

/**
 * Windows and OpenSSL end a path only in a certificate that names itself as its issuer; a subordinate authority among
 * the anchors is one more candidate. One whose key identifiers contradict each other names another issuer.
 */
function isRoot(certificate: Certificate): boolean {
  if (!certificate.selfIssued || keyFit(certificate, certificate) === 'differs') return false;
  const { serial = null, issuer = null } = certificate.extensions.authorityKeyIdentifier ?? {};
  const named = issuer?.find((name) => name.kind === 'directory');
  const namesItself = named?.kind !== 'directory' || named.name.canonical === certificate.issuer.canonical;
  return namesItself && (serial === null || serial.replace(/^00/, '').toUpperCase() === certificate.serial);
}

type KeyFit = 'same' | 'differs' | 'unknown';

/** What the key identifiers say about that link (RFC 5280 4.2.1.1), before any signature is checked. */
function keyFit(child: Certificate, issuer: Certificate): KeyFit {
  const wanted = child.extensions.authorityKeyIdentifier;
  const held = issuer.extensions.subjectKeyIdentifier;
  if (!wanted?.keyIdentifier || held === null) return 'unknown';
  return wanted.keyIdentifier === held ? 'same' : 'differs';
}

/** The same authority twice would be a circle, in another certificate too. */
function isSameAuthority(one: Certificate, other: Certificate): boolean {
  if (one.der.equals(other.der)) return true;
  const sameKey = one.key.publicKey !== null && other.key.publicKey?.equals(one.key.publicKey) === true;
  return sameKey && one.subject.canonical === other.subject.canonical;
}

function forgery(child: Certificate, issuer: Certificate, index: number): PathDefect {
  const because = `the signature on ${child.subject.text} was not made by the key of ${issuer.subject.text}`;
  return { code: 'signature', index, because };
}

function indexBySubject(
  leaf: Certificate,
  others: readonly Certificate[],
): ReadonlyMap<string, Certificate[]> {
  const index = new Map<string, Certificate[]>();
  for (const certificate of distinct(others)) {
    if (certificate.der.equals(leaf.der)) continue;
    const known = index.get(certificate.subject.canonical);
    if (known) known.push(certificate);
    else index.set(certificate.subject.canonical, [certificate]);
  }
  return index;
}

function distinct(certificates: readonly Certificate[]): readonly Certificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.fingerprint256, certificate])).values()];
}

interface SignatureCheck {
  /** Null when the limit came first: then nothing is known, neither good nor forged. */
  verifies(child: Certificate, issuer: Certificate): boolean | null;
  exhausted(): boolean;
}

/** Checks each pair once, and none after the limit. */
function makeSignatureCheck(limit: number): SignatureCheck {
  const known = new Map<Certificate, Map<Certificate, boolean>>();
  let count = 0;
  return {
    exhausted: () => count > limit,
    verifies(child, issuer) {
      const answers = known.get(child) ?? new Map<Certificate, boolean>();
      known.set(child, answers);
      const answer = answers.get(issuer);
      if (answer !== undefined) return answer;
      count += 1;
      if (count > limit) return null;
      const verified = isSignedBy(child, issuer);
      answers.set(issuer, verified);
      return verified;
    },
  };
}

function isSignedBy(child: Certificate, issuer: Certificate): boolean {
  if (issuer.key.publicKey === null) return false;
  try {
    return child.x509.verify(issuer.key.publicKey);
  } catch {
    // OpenSSL throws for a key that can't have made this kind of signature.
    return false;
  }
}
