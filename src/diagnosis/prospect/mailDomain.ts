import { isInternalName } from '../../base/internalName.js';

/** Second levels under which registries sell names, as in contoso.com.vn: a rule of thumb, no list of registries. */
const sold = /^(?:com?|org?|net|gov|gouv|edu|ac|asso|mil|nom|gob|biz|info|name|int|ltd|plc|sch)$/;

/**
 * The mail domain that a server's host name lets expect: `contoso.com` for mail.eu.contoso.com. A guess, since only
 * Exchange's accepted domains tell. Null for an address, an internal name, and where nothing but a registry's zone is left.
 */
export function mailDomain(host: string): string | null {
  const labels = host.toLowerCase().split('.');
  const [second = '', top = ''] = labels.slice(-2);
  if (!/^[a-z]/.test(top) || isInternalName(host)) return null;
  const depth = top.length === 2 && sold.test(second) ? 3 : 2;
  return labels.length < depth ? null : labels.slice(-depth).join('.');
}
