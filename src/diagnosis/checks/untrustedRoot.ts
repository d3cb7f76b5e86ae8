import { blocks, type Check } from '../finding.js';

/** The issuer is at hand, but the path ends without a trust anchor: a private root, very likely. */
export const checkUntrustedRoot: Check = ({ trust, record }) => {
  const path = trust?.path;
  const last = path?.certificates.at(-1);
  if (!path || !last || path.anchored || path.certificates.length < 2) return null;
  const root = path.endsSelfSigned ? last.subject.text : last.issuer.text;
  const where = path.endsSelfSigned ? 'is no trust anchor here' : 'was not sent and is no trust anchor here';
  return blocks(
    'untrusted-root',
    `the path of ${path.certificates.length} certificates leads to ${root}, which ${where}`,
    {
      root,
      rootPresented: path.endsSelfSigned,
      issuer: last.issuer.text,
      fingerprint256: path.endsSelfSigned ? last.fingerprint256 : null,
      path: path.certificates.map(({ subject }) => subject.text),
      ...(record.fetched?.issuers?.from.length ? { fetchedFrom: record.fetched.issuers.from } : {}),
      // Too many candidates to try them all: a better path may exist.
      ...(path.exhausted ? { exhausted: true } : {}),
    },
  );
};
