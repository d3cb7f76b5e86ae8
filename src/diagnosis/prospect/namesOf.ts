import type { Certificate } from '../../certificates/certificate.js';
import { describeCertificate } from '../../certificates/describeCertificate.js';

/** The names that a certificate is good for, as people write them: those of its SAN, else its common names. */
export function namesOf(certificate: Certificate): readonly string[] {
  const { sans, commonNames } = describeCertificate(certificate);
  return sans.length > 0 ? sans.map((name) => name.replace(/^(?:DNS|IP):/, '')) : commonNames;
}
