import { describeCertificate } from '../../certificates/describeCertificate.js';
import { namesMatch } from '../../certificates/namesMatch.js';
import { blocks, type Check } from '../finding.js';

export const checkNameMismatch: Check = ({ leaf, host }) => {
  if (!leaf || host === null) return null;
  const match = namesMatch(host, leaf);
  if (match.matches) return null;
  const { sans, commonNames } = describeCertificate(leaf);
  return blocks('name-mismatch', match.because, { host, names: sans, commonNames, notes: match.notes });
};
