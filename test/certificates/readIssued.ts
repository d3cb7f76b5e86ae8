import type { Certificate } from '../../src/certificates/certificate.js';
import { parseCertificate } from '../../src/certificates/parseCertificate.js';
import { makeTrustAnchors, type TrustAnchors } from '../../src/certificates/trustAnchors.js';
import type { Issued } from '../lab/pki.js';

/** The product's view of a certificate made by the test PKI. */
export function readIssued({ der }: Pick<Issued, 'der'>): Certificate {
  const reading = parseCertificate(der);
  if (!reading.ok) throw new Error(`the test certificate can't be read: ${reading.because}`);
  return reading.certificate;
}

export const noAnchors: TrustAnchors = makeTrustAnchors({});

/** Anchors of an organisation's own. */
export function ownAnchors(...roots: readonly Issued[]): TrustAnchors {
  return makeTrustAnchors({ added: roots.map(({ certPem }) => certPem) });
}

/** Anchors that count as the runtime's. */
export function builtInAnchors(...roots: readonly Issued[]): TrustAnchors {
  return makeTrustAnchors({ builtIn: roots.map(({ certPem }) => certPem) });
}
