import type { Certificate } from '../../certificates/certificate.js';
import { type Check, finding } from '../finding.js';

/**
 * RSA below 1024 bits and DSA block everywhere (Windows since KB2661254); RSA below 2048 blocks under a public root and
 * is a warning under the organisation's own.
 */
export const checkWeakKey: Check = ({ trust }) => {
  const path = trust?.path;
  const weak = path?.certificates.filter(isWeak) ?? [];
  const worst = weak.find(isBroken) ?? weak[0];
  if (!path || !worst) return null;
  const severity = isBroken(worst) || path.builtInRoot ? 'blocks' : 'warns';
  const key = keyText(worst);
  return finding('weak-key', severity, `${worst.subject.text} holds a weak key: ${key}`, {
    subject: worst.subject.text,
    key,
    bits: worst.key.bits,
    certificates: weak.map((certificate) => ({
      subject: certificate.subject.text,
      key: keyText(certificate),
    })),
    publicRoot: path.builtInRoot,
  });
};

const isRsa = ({ key }: Certificate): boolean => key.type === 'rsa' || key.type === 'rsa-pss';

const isBroken = (certificate: Certificate): boolean =>
  certificate.key.type === 'dsa' || (isRsa(certificate) && (certificate.key.bits ?? 0) < 1024);

const isWeak = (certificate: Certificate): boolean =>
  isBroken(certificate) || (isRsa(certificate) && (certificate.key.bits ?? 0) < 2048);

const keyText = ({ key }: Certificate): string => `${key.type.toUpperCase()} ${key.bits ?? ''}`.trim();
