import type { Certificate } from './certificate.js';
import { leafFirst } from './leafFirst.js';
import { parseCertificate } from './parseCertificate.js';
import { type Pkcs7Problem, readPkcs7 } from './readPkcs7.js';
import { type Pkcs12Problem, readPkcs12 } from './readPkcs12.js';

export type ContainerProblem = Pkcs7Problem | Pkcs12Problem | 'malformed-certificate';

export type ContainerReading =
  /** The server's own certificate first. */
  | { readonly ok: true; readonly certificates: readonly [Certificate, ...Certificate[]] }
  | { readonly ok: false; readonly problem: ContainerProblem };

/** The certificates of a .p7b. Loads forge: import it only when there is such a file. Never throws. */
export function readPkcs7File(bytes: Buffer): ContainerReading {
  const reading = readPkcs7(bytes);
  return reading.ok ? parseAll(reading.certificates, null) : reading;
}

/** The certificates of a .pfx; see readPkcs12. Loads forge: import it only when there is such a file. Never throws. */
export function readPkcs12File(bytes: Buffer, password: string): ContainerReading {
  const reading = readPkcs12(bytes, password);
  return reading.ok ? parseAll(reading.certificates, reading.ofPrivateKey) : reading;
}

function parseAll(ders: readonly Buffer[], ofPrivateKey: Buffer | null): ContainerReading {
  const parsed = ders.map(parseCertificate);
  const certificates = parsed.flatMap((one) => (one.ok ? [one.certificate] : []));
  if (certificates.length < parsed.length) return { ok: false, problem: 'malformed-certificate' };
  const [leaf, ...rest] = leafFirst(certificates, ofPrivateKey);
  return leaf ? { ok: true, certificates: [leaf, ...rest] } : { ok: false, problem: 'no-certificate' };
}
