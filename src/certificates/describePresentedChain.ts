import { type DescribedCertificate, describeCertificate } from './describeCertificate.js';
import { parseCertificate } from './parseCertificate.js';

export interface PresentedCertificate extends DescribedCertificate {
  /** What a server is known by: the SAN's names (`DNS:…`, `IP:…`), or the common names where it has none. */
  readonly names: readonly string[];
}

/** The certificates of a probe record (DER, base64) in the order sent; those that cannot be read are left away. */
export function describePresentedChain(chain: readonly string[]): readonly PresentedCertificate[] {
  return chain.flatMap((base64) => {
    const reading = parseCertificate(Buffer.from(base64, 'base64'));
    if (!reading.ok) return [];
    const described = describeCertificate(reading.certificate);
    return [{ ...described, names: described.sans.length > 0 ? described.sans : described.commonNames }];
  });
}
