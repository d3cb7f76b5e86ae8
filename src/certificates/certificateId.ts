import { createHash } from 'node:crypto';
import type { Certificate } from './certificate.js';
import {
  type DerElement,
  derChild,
  derChildren,
  derTag,
  MalformedDer,
  readDer,
  readObjectIdentifier,
} from './derReader.js';
import { derOf } from './derWriter.js';

/** The bytes by which OCSP and CRLs name a certificate and its issuer. */
export interface CertificateParts {
  /** Content of the INTEGER. */
  readonly serial: Buffer;
  /** DER of the names. */
  readonly issuer: Buffer;
  readonly subject: Buffer;
  /** The key itself, without its algorithm. */
  readonly key: Buffer;
}

/** Takes them out of a certificate that has been read before. */
export function certificateParts({ der }: Certificate): CertificateParts {
  const tbs = [...derChildren(derChild(derChildren(readDer(der)), 0, derTag.sequence))];
  if (tbs[0]?.tag === 0xa0) tbs.shift();
  const spki = derChildren(derChild(tbs, 5, derTag.sequence));
  return {
    serial: derChild(tbs, 0, derTag.integer).content,
    issuer: derChild(tbs, 2, derTag.sequence).whole,
    subject: derChild(tbs, 4, derTag.sequence).whole,
    key: derChild(spki, 1, derTag.bitString).content.subarray(1),
  };
}

const sha1 = Buffer.from('06052b0e03021a', 'hex');
const hashes: { readonly [oid: string]: string } = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** An OCSPRequest for one certificate, unsigned and without a nonce (RFC 6960 4.1, RFC 5019 2.1). */
export function buildOcspRequest(certificate: Certificate, issuer: Certificate): Buffer {
  const { serial } = certificateParts(certificate);
  const { subject, key } = certificateParts(issuer);
  const identifier = derOf(
    derTag.sequence,
    // SHA-1 names the issuer here and protects nothing; every responder knows it.
    derOf(derTag.sequence, sha1, derOf(0x05)),
    derOf(derTag.octetString, digest('sha1', subject)),
    derOf(derTag.octetString, digest('sha1', key)),
    derOf(derTag.integer, serial),
  );
  const list = derOf(derTag.sequence, derOf(derTag.sequence, identifier));
  return derOf(derTag.sequence, derOf(derTag.sequence, list));
}

/** Whether a CertID means this certificate of this issuer. Throws MalformedDer. */
export function isCertificateId(id: DerElement, certificate: Certificate, issuer: Certificate): boolean {
  const parts = derChildren(id);
  const algorithm = derChildren(derChild(parts, 0, derTag.sequence))[0];
  if (!algorithm) throw new MalformedDer('a hash without an algorithm');
  const hash = hashes[readObjectIdentifier(algorithm)];
  if (hash === undefined) return false;
  const { subject, key } = certificateParts(issuer);
  return (
    derChild(parts, 3, derTag.integer).content.equals(certificateParts(certificate).serial) &&
    derChild(parts, 1, derTag.octetString).content.equals(digest(hash, subject)) &&
    derChild(parts, 2, derTag.octetString).content.equals(digest(hash, key))
  );
}

export function digest(hash: string, bytes: Buffer): Buffer {
  return createHash(hash).update(bytes).digest();
}
