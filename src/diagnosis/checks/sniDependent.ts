import { describeCertificate } from '../../certificates/describeCertificate.js';
import { namesMatch } from '../../certificates/namesMatch.js';
import { type Check, warns } from '../finding.js';
import { readFurther } from '../furtherCertificates.js';

/** Clients that send no server name get a certificate that those that send it never got. */
export const checkSniDependent: Check = ({ record, host }) => {
  const { looks, certificates, withoutSni } = readFurther(record);
  // A farm whose servers differ shows its certificates by turns, with a name or without.
  if (withoutSni === null || looks.some(({ certificate }) => certificate === withoutSni)) return null;
  const other = certificates[withoutSni];
  if (!other) return null;
  const { subject, sans, commonNames, issuer, notAfter, thumbprint } = describeCertificate(other);
  return warns('sni-dependent', `without SNI the server shows ${subject}`, {
    otherSubject: subject,
    otherNames: sans.length > 0 ? sans : commonNames,
    otherIssuer: issuer,
    otherNotAfter: notAfter,
    otherThumbprint: thumbprint,
    goodForHost: host === null ? null : namesMatch(host, other).matches,
  });
};
