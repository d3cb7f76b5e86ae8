import { type Check, warns } from '../finding.js';

/** .NET falls back to the common name; browsers and other clients have stopped doing so. */
export const checkNoSan: Check = ({ leaf }) => {
  if (!leaf) return null;
  const named = leaf.extensions.subjectAltNames?.some(({ kind }) => kind === 'dns' || kind === 'ip') ?? false;
  if (named) return null;
  const commonNames = leaf.subject.commonNames;
  const because = `the certificate holds no subject alternative name, only the common name ${commonNames.join(', ') || '(none)'}`;
  return warns('no-san', because, { subject: leaf.subject.text, commonNames });
};
