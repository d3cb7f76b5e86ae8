import type { Certificate } from './certificate.js';
import { altNameText } from './generalName.js';

/** A certificate in the words that people and programs are shown; JSON-serialisable. */
export interface DescribedCertificate {
  /** RFC 4514. */
  readonly subject: string;
  /** RFC 4514. */
  readonly issuer: string;
  readonly commonNames: readonly string[];
  /** `DNS:…` and `IP:…` only. */
  readonly sans: readonly string[];
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256, upper case with colons. */
  readonly fingerprint256: string;
  /** SHA-1, as Windows shows it. */
  readonly thumbprint: string;
  readonly serial: string;
  readonly key:
    | { readonly type: string; readonly bits: number }
    | { readonly type: string; readonly curve: string | null };
  /** OpenSSL's name of the algorithm. */
  readonly signature: string;
}

export function describeCertificate(certificate: Certificate): DescribedCertificate {
  const { type, bits, curve } = certificate.key;
  return {
    subject: certificate.subject.text,
    issuer: certificate.issuer.text,
    commonNames: certificate.subject.commonNames,
    sans: (certificate.extensions.subjectAltNames ?? []).flatMap((name) => altNameText(name) ?? []),
    notBefore: isoSeconds(certificate.notBefore),
    notAfter: isoSeconds(certificate.notAfter),
    fingerprint256: certificate.fingerprint256,
    thumbprint: certificate.thumbprint,
    serial: certificate.serial,
    key: bits === null ? { type, curve } : { type, bits },
    signature: certificate.signature.name,
  };
}

/** ISO 8601 UTC without the fraction, which no certificate has. */
export function isoSeconds(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z');
}
