import { blocks, type Check } from '../finding.js';

/** The leaf vouches for itself and is no trust anchor; a broken signature of its own stands in chain-invalid. */
export const checkSelfSigned: Check = ({ leaf, trust }) => {
  if (!leaf || !trust?.selfSigned.claimed || trust.path.anchored || trust.path.certificates.length > 1)
    return null;
  const subject = leaf.subject.text;
  return blocks('self-signed', `issuer and subject of the certificate are the same: ${subject}`, {
    subject,
    issuer: leaf.issuer.text,
    signatureHolds: trust.selfSigned.holds,
  });
};
