import { describeCertificate } from '../../certificates/describeCertificate.js';
import { namesMatch } from '../../certificates/namesMatch.js';
import { blocks, type Check } from '../finding.js';

export const checkNameMismatch: Check = ({ leaf, host, record }) => {
  if (!leaf || host === null) return null;
  const match = namesMatch(host, leaf);
  if (match.matches) return null;
  const { sans, commonNames } = describeCertificate(leaf);
  const tried = record.triedNames ?? [];
  const working = tried.filter(({ shows }) => shows === 'same-certificate').map(({ name }) => name);
  return blocks('name-mismatch', match.because, {
    host,
    names: sans,
    commonNames,
    notes: match.notes,
    ...(tried.length > 0 ? { workingNames: working, tried: tried.map((name) => ({ ...name })) } : {}),
  });
};
