import { type Check, warns } from '../finding.js';
import { acceptedVersions } from './tlsVersion.js';

/** TLS 1.2 or newer, and also 1.0 or 1.1, which clients of today have switched off. */
export const checkDeprecatedTls: Check = ({ record }) => {
  const accepted = acceptedVersions(record);
  const old = accepted.filter((version) => version !== 'TLSv1.2' && version !== 'TLSv1.3');
  if (old.length === 0 || old.length === accepted.length) return null;
  return warns('deprecated-tls', `the server still accepts ${old.join(', ')}`, {
    versions: accepted,
    deprecated: old,
  });
};
