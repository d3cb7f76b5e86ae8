import { isInternalName } from '../../base/internalName.js';
import { canonicalAddress } from '../../certificates/generalName.js';

export type PublicCaRefusal = 'short-name' | 'internal-name' | 'private-address' | 'address' | 'underscore';

// RFC 1918, 6598 and 3927, loopback; unique local, link-local and loopback of IPv6.
const privateAddress =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:|::1$)/;

/**
 * Why a public authority does not put that name into a certificate (CA/Browser Forum baseline requirements 4.2.2 and
 * 7.1.4.2.1: internal names and reserved addresses since November 2015, underscores since 2019). A public address it
 * may certify, but hardly any does. Null when nothing speaks against the name.
 *
 * @param name a host name, `*.contoso.com`, or an address without brackets
 */
export function publicCaRefusal(name: string): PublicCaRefusal | null {
  const address = canonicalAddress(name);
  if (address !== null) return privateAddress.test(address) ? 'private-address' : 'address';
  if (!name.includes('.')) return 'short-name';
  if (isInternalName(name)) return 'internal-name';
  return name.includes('_') ? 'underscore' : null;
}
