import { type Check, warns } from '../finding.js';

/** Words in the issuers' names of products that re-sign what passes through them. */
const inspectors =
  /\b(zscaler|forti(?:gate|net|proxy)|blue ?coat|sophos|palo alto|netskope|forcepoint|websense|umbrella|mcafee web gateway|skyhigh|check ?point|barracuda|sonicwall|watchguard|untangle|kerio|squid|mitmproxy|charles proxy|fiddler|kaspersky|eset ssl filter|avast|avg|bitdefender|(?:ssl|tls|https)[ -]inspection|deep inspection)\b/i;

/** Somebody on the way, not the server, seems to have made the certificate. */
export const checkInterception: Check = ({ trust }) => {
  const issuers = trust?.path.certificates.map(({ issuer }) => issuer.text) ?? [];
  const suspect = issuers.find((issuer) => inspectors.test(issuer));
  if (suspect === undefined) return null;
  return warns('interception-suspected', `${suspect} is the name of a TLS-inspecting product`, {
    issuer: suspect,
  });
};
