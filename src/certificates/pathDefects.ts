import type { Certificate } from './certificate.js';
import type { KeyUsage } from './extensions.js';
import { altNameText, type GeneralName, visible } from './generalName.js';
import { findBreach } from './nameConstraints.js';

export type PathDefectCode =
  | 'signature'
  | 'not-a-ca'
  | 'path-length'
  | 'key-usage'
  | 'unknown-critical-extension'
  | 'malformed-extension'
  | 'name-not-permitted'
  | 'name-excluded'
  | 'name-constraints-too-many'
  | 'unsupported-key'
  | 'wrong-eku'
  | 'expired'
  | 'not-yet-valid';

export interface PathDefect {
  readonly code: PathDefectCode;
  /** Place of the faulty certificate in the path; the leaf is 0. */
  readonly index: number;
  /** One English sentence. */
  readonly because: string;
}

export const serverAuth = '1.3.6.1.5.5.7.3.1';
const anyPurpose = '2.5.29.37.0';
// Server-gated cryptography: Windows still takes it for server authentication.
const serverPurposes: ReadonlySet<string> = new Set([
  serverAuth,
  anyPurpose,
  '1.3.6.1.4.1.311.10.3.3',
  '2.16.840.1.113730.4.1',
]);

/**
 * Everything wrong with a path, leaf first, by RFC 5280 section 6 as Windows applies it; signatures are the path
 * builder's. An anchor is checked as well, except that it may lack basic constraints, as old roots do.
 *
 * @param anchored whether the last certificate is a trust anchor
 */
export function findPathDefects(
  path: readonly Certificate[],
  anchored: boolean,
  at: Date,
): readonly PathDefect[] {
  return path.flatMap((certificate, index) => {
    const isAnchor = anchored && index === path.length - 1;
    const found: (PathDefect | null)[] = [
      checkDates(certificate, index, at),
      checkExtensions(certificate, index),
      checkKey(certificate, index),
      isAnchor && index > 0 ? null : checkPurpose(certificate, index),
      ...(index === 0 ? [] : checkIssuer(path, index, isAnchor)),
    ];
    return found.filter((defect) => defect !== null);
  });
}

const nameOf = (certificate: Certificate): string =>
  certificate.subject.text || 'the certificate without a subject';

/** Whole seconds are compared, since that is all a certificate can say. */
function checkDates(certificate: Certificate, index: number, at: Date): PathDefect | null {
  const now = Math.floor(at.getTime() / 1000) * 1000;
  const { notBefore, notAfter } = certificate;
  if (now > notAfter.getTime()) {
    return { code: 'expired', index, because: `${nameOf(certificate)} expired at ${notAfter.toISOString()}` };
  }
  if (now < notBefore.getTime()) {
    return {
      code: 'not-yet-valid',
      index,
      because: `${nameOf(certificate)} is valid from ${notBefore.toISOString()}`,
    };
  }
  return null;
}

function checkExtensions(certificate: Certificate, index: number): PathDefect | null {
  const { unknownCritical, malformed, subjectAltNames } = certificate.extensions;
  if (unknownCritical.length > 0) {
    const because = `${nameOf(certificate)} holds the unknown critical extension ${unknownCritical.join(', ')}`;
    return { code: 'unknown-critical-extension', index, because };
  }
  if (malformed.length > 0) {
    const because = `${nameOf(certificate)} holds an unreadable or repeated extension ${malformed.join(', ')}`;
    return { code: 'malformed-extension', index, because };
  }
  const broken = subjectAltNames?.some((name) => name.kind === 'ip' && ![4, 16].includes(name.bytes.length));
  if (!broken) return null;
  return {
    code: 'malformed-extension',
    index,
    because: `${nameOf(certificate)} holds an address of a wrong length`,
  };
}

function checkKey(certificate: Certificate, index: number): PathDefect | null {
  const { type, curve, publicKey } = certificate.key;
  if (publicKey !== null && (type !== 'ec' || curve !== null)) return null;
  const what = publicKey === null ? `a key of the unknown type ${type}` : 'a key on a curve without a name';
  return { code: 'unsupported-key', index, because: `${nameOf(certificate)} holds ${what}` };
}

const serverKeyUsages: ReadonlySet<KeyUsage> = new Set([
  'digitalSignature',
  'keyEncipherment',
  'keyAgreement',
]);

function checkPurpose(certificate: Certificate, index: number): PathDefect | null {
  const { extendedKeyUsage, keyUsage } = certificate.extensions;
  if (index === 0 && keyUsage && !keyUsage.some((usage) => serverKeyUsages.has(usage))) {
    const because = `${nameOf(certificate)} is not for servers (key usage: ${keyUsage.join(', ') || 'none'})`;
    return { code: 'wrong-eku', index, because };
  }
  if (extendedKeyUsage === null || extendedKeyUsage.some((purpose) => serverPurposes.has(purpose)))
    return null;
  const purposes = extendedKeyUsage.join(', ') || 'none';
  const because = `${nameOf(certificate)} is not for server authentication (extended key usage: ${purposes})`;
  return { code: 'wrong-eku', index, because };
}

function checkIssuer(
  path: readonly Certificate[],
  index: number,
  isAnchor: boolean,
): readonly (PathDefect | null)[] {
  const issuer = path[index];
  if (!issuer) return [];
  const { basicConstraints, keyUsage } = issuer.extensions;
  const mayIssue = basicConstraints === null ? isAnchor : basicConstraints.ca;
  return [
    mayIssue
      ? null
      : { code: 'not-a-ca', index, because: `${nameOf(issuer)} issued a certificate but is no CA` },
    keyUsage === null || keyUsage.includes('keyCertSign')
      ? null
      : { code: 'key-usage', index, because: `${nameOf(issuer)} may not sign certificates (no keyCertSign)` },
    checkPathLength(path, index, issuer),
    checkNames(path, index, issuer),
  ];
}

function checkPathLength(
  path: readonly Certificate[],
  index: number,
  issuer: Certificate,
): PathDefect | null {
  const limit = issuer.extensions.basicConstraints?.pathLength ?? null;
  // RFC 5280 4.2.1.9: self-issued certificates and the last certificate do not count.
  const below = path.slice(1, index).filter((certificate) => !certificate.selfIssued).length;
  if (limit === null || below <= limit) return null;
  const because = `${nameOf(issuer)} allows ${limit} CA certificates below it, the path has ${below}`;
  return { code: 'path-length', index, because };
}

function checkNames(path: readonly Certificate[], index: number, issuer: Certificate): PathDefect | null {
  const { nameConstraints } = issuer.extensions;
  if (nameConstraints === null) return null;
  for (const [below, certificate] of path.slice(0, index).entries()) {
    // RFC 5280 6.1.3: a self-issued certificate is exempt unless it is the last one of the path.
    if (below > 0 && certificate.selfIssued) continue;
    const breach = findBreach(constrainedNames(certificate), nameConstraints);
    if (!breach) continue;
    const text = breach.name ? shown(breach.name) : 'too many names to compare';
    const because = `${nameOf(issuer)} does not allow ${nameOf(certificate)}: ${text}`;
    return { code: breachCodes[breach.kind], index: below, because };
  }
  return null;
}

const breachCodes = {
  'not-permitted': 'name-not-permitted',
  excluded: 'name-excluded',
  'too-many': 'name-constraints-too-many',
} as const;

function constrainedNames(certificate: Certificate): readonly GeneralName[] {
  const { subject, extensions } = certificate;
  const names = extensions.subjectAltNames ?? [];
  const list: GeneralName[] = [...names];
  if (subject.canonical !== '') list.push({ kind: 'directory', name: subject });
  for (const value of subject.emailAddresses) list.push({ kind: 'email', value });
  // Without DNS names a common name that looks like a host is used as one, so it is bound like one.
  if (!names.some((name) => name.kind === 'dns')) {
    const hosts = subject.commonNames.filter((name) => /^[a-z0-9*_-]+(\.[a-z0-9_-]+)+$/i.test(name));
    list.push(...hosts.map((value) => ({ kind: 'dns', value }) as const));
  }
  return list;
}

function shown(name: GeneralName): string {
  if (name.kind === 'directory') return name.name.text;
  if (name.kind === 'email' || name.kind === 'uri') return visible(name.value);
  return altNameText(name) ?? `a name of kind ${name.kind}`;
}
