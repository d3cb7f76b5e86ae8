import { readSelfSigned } from '../../certificates/buildPath.js';
import type { Certificate } from '../../certificates/certificate.js';
import { parseCertificate } from '../../certificates/parseCertificate.js';
import { pemBlocks } from '../../certificates/pemBlocks.js';

/** An organisation has few roots; more is a whole store pasted by mistake. */
const most = 8;

export interface PastedCertificates {
  /** PEM of the self-signed ones: what a person means when they hand over a root. */
  readonly roots: readonly string[];
  /** Their names, to be said. */
  readonly names: readonly string[];
}

/** The certificates in a message as PEM; null when it holds none at all. */
export function pastedCertificates(text: string): PastedCertificates | null {
  if (!text.includes('-----BEGIN CERTIFICATE-----')) return null;
  const blocks = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
  const roots = blocks.slice(0, most).flatMap(({ der }) => {
    const reading = parseCertificate(der);
    return reading.ok && readSelfSigned(reading.certificate).holds ? [reading.certificate] : [];
  });
  return {
    roots: roots.map(toPem),
    names: roots.map(({ subject }) => subject.commonNames.at(-1) ?? subject.text),
  };
}

function toPem({ der }: Certificate): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
