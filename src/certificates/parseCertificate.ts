import { type KeyObject, X509Certificate } from 'node:crypto';
import type { Certificate, KeyFacts, ParsedCertificate } from './certificate.js';
import {
  type DerElement,
  derChild,
  derChildren,
  derTag,
  MalformedDer,
  readDer,
  readObjectIdentifier,
  readSmallInteger,
  readTime,
} from './derReader.js';
import { readName } from './distinguishedName.js';
import { noExtensions, readExtensions } from './extensions.js';
import { readSignatureAlgorithm } from './signatureAlgorithm.js';

/** Reads one DER certificate; bytes after it are left alone. Never throws, whatever the bytes are. */
export function parseCertificate(der: Buffer): ParsedCertificate {
  let outer: readonly DerElement[];
  let whole: Buffer;
  try {
    const element = readDer(der, derTag.sequence);
    whole = element.whole;
    outer = derChildren(element);
    derChild(outer, 0, derTag.sequence);
    derChild(outer, 2, derTag.bitString);
  } catch (error) {
    return failed('not-a-certificate', error);
  }
  try {
    return { ok: true, certificate: readCertificate(whole, outer, new X509Certificate(whole)) };
  } catch (error) {
    return failed('malformed', error);
  }
}

function failed(problem: 'malformed' | 'not-a-certificate', error: unknown): ParsedCertificate {
  const because = error instanceof Error ? error.message : String(error);
  return { ok: false, problem, because };
}

function readCertificate(der: Buffer, outer: readonly DerElement[], x509: X509Certificate): Certificate {
  const tbs = [...derChildren(derChild(outer, 0, derTag.sequence))];
  const version = tbs[0]?.tag === 0xa0 ? readVersion(tbs.shift()) : 1;
  const issuer = readName(derChild(tbs, 2, derTag.sequence));
  const validity = derChildren(derChild(tbs, 3, derTag.sequence));
  const subject = readName(derChild(tbs, 4, derTag.sequence));
  const extensions = tbs.find((part, index) => index > 5 && part.tag === 0xa3);
  return {
    der,
    x509,
    version,
    serial: x509.serialNumber,
    subject,
    issuer,
    notBefore: readValidityTime(validity[0]),
    notAfter: readValidityTime(validity[1]),
    fingerprint256: x509.fingerprint256,
    thumbprint: x509.fingerprint.replaceAll(':', ''),
    key: readKey(derChild(tbs, 5, derTag.sequence), x509),
    signature: readSignatureAlgorithm(derChild(outer, 1, derTag.sequence)),
    extensions: extensions ? readExtensions(readDer(extensions.content, derTag.sequence)) : noExtensions,
    selfIssued: subject.canonical === issuer.canonical,
  };
}

function readVersion(wrapper: DerElement | undefined): number {
  if (!wrapper) throw new MalformedDer('no version');
  return readSmallInteger(readDer(wrapper.content)) + 1;
}

function readValidityTime(element: DerElement | undefined): Date {
  if (!element) throw new MalformedDer('a validity without its two dates');
  return readTime(element);
}

function readKey(spki: DerElement, x509: X509Certificate): KeyFacts {
  const [oid, parameters] = derChildren(derChild(derChildren(spki), 0, derTag.sequence));
  const publicKey = publicKeyOf(x509);
  const details = publicKey?.asymmetricKeyDetails;
  // Node names the curve of explicit parameters too, but no verifier of certificates takes them.
  const namedCurve = parameters?.tag === derTag.objectIdentifier;
  return {
    type: publicKey?.asymmetricKeyType ?? (oid ? readObjectIdentifier(oid) : 'unknown'),
    bits: details?.modulusLength ?? null,
    curve: namedCurve ? (details?.namedCurve ?? null) : null,
    publicKey,
  };
}

function publicKeyOf(x509: X509Certificate): KeyObject | null {
  try {
    return x509.publicKey;
  } catch {
    // OpenSSL has no reader for this kind of key; its OID is still a fact.
    return null;
  }
}
