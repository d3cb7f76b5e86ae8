import type { Certificate } from '../../certificates/certificate.js';
import { type Check, finding } from '../finding.js';

const brokenHashes: readonly (string | null)[] = ['md2', 'md4', 'md5'];

/**
 * MD5 and DSA signatures block everywhere; SHA-1 blocks under a public root and is a warning under the organisation's
 * own. What a root or a self-signed leaf signs about itself proves nothing and is never counted.
 */
export const checkWeakSignature: Check = ({ trust }) => {
  const path = trust?.path;
  if (!path) return null;
  const endsInItself = path.anchored || path.endsSelfSigned || trust.selfSigned.claimed;
  const counted = endsInItself ? path.certificates.slice(0, -1) : path.certificates;
  const weak = counted.filter(
    (certificate) => isBroken(certificate) || certificate.signature.hash === 'sha1',
  );
  const worst = weak.find(isBroken) ?? weak[0];
  if (!worst) return null;
  const severity = isBroken(worst) || path.builtInRoot ? 'blocks' : 'warns';
  const signature = worst.signature.name;
  return finding('weak-signature', severity, `${worst.subject.text} is signed with ${signature}`, {
    subject: worst.subject.text,
    signature,
    certificates: weak.map(({ subject, signature: { name } }) => ({
      subject: subject.text,
      signature: name,
    })),
    publicRoot: path.builtInRoot,
  });
};

const isBroken = ({ signature }: Certificate): boolean =>
  signature.dsa || brokenHashes.includes(signature.hash);
