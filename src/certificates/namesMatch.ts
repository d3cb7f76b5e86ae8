import type { Certificate } from './certificate.js';
import { addressText, altNameText, canonicalAddress, type GeneralName, visible } from './generalName.js';

export type NameNote =
  /** The certificate holds `exch*.contoso.com` or the like, which OpenSSL takes and Windows does not. */
  | 'partial-wildcard'
  /** A NUL byte in a name: an attack on readers that stop there, or a broken tool. */
  | 'nul-byte'
  /** Matched by the common name only: browsers refuse that, Windows does not. */
  | 'common-name-only';

export interface NameMatch {
  readonly matches: boolean;
  /** The name that matched, as text; null when none did. */
  readonly name: string | null;
  /** One English sentence. */
  readonly because: string;
  readonly notes: readonly NameNote[];
}

/**
 * Whether the certificate is good for the host, by the rules of Windows and .NET: the common name counts only where
 * no SAN dNSName exists, `*` is the whole left-most label and covers one label, letter case and a trailing dot do not
 * count, an address needs an iPAddress SAN. The host is an A-label name or an address.
 */
export function namesMatch(host: string, certificate: Certificate): NameMatch {
  const address = canonicalAddress(host.replace(/^\[|\]$/g, ''));
  const names = certificate.extensions.subjectAltNames ?? [];
  const notes = notesOn(names);
  const byAltName = address === null ? matchDnsNames(host, names) : matchAddresses(address, names);
  if (byAltName !== null) {
    return {
      matches: true,
      name: byAltName,
      because: `${host} matches the subject alternative name ${byAltName}`,
      notes,
    };
  }
  if (names.some((name) => name.kind === 'dns')) {
    return mismatch(`${host} is none of the subject alternative names ${listed(names)}`, notes);
  }
  return matchCommonNames(host, certificate, names, notes);
}

function matchCommonNames(
  host: string,
  certificate: Certificate,
  names: readonly GeneralName[],
  notes: readonly NameNote[],
): NameMatch {
  const { commonNames } = certificate.subject;
  const found = commonNames.find((name) => hostMatches(host, name));
  if (found !== undefined) {
    const because = `${host} matches the common name ${visible(found)}, and there is no DNS subject alternative name`;
    return { matches: true, name: `CN=${visible(found)}`, because, notes: [...notes, 'common-name-only'] };
  }
  const held = commonNames.map((name) => `CN=${visible(name)}`).join(', ') || 'none';
  return mismatch(
    `${host} is neither the common name (${held}) nor among ${listed(names) || 'any alternative names'}`,
    notes,
  );
}

const mismatch = (because: string, notes: readonly NameNote[]): NameMatch => ({
  matches: false,
  name: null,
  because,
  notes,
});

function matchDnsNames(host: string, names: readonly GeneralName[]): string | null {
  const found = names.find((name) => name.kind === 'dns' && hostMatches(host, name.value));
  return found ? altNameText(found) : null;
}

function matchAddresses(address: string, names: readonly GeneralName[]): string | null {
  const found = names.find((name) => name.kind === 'ip' && addressText(name.bytes) === address);
  return found ? altNameText(found) : null;
}

/** Whether a name of a certificate, a wildcard too, stands for the host, by Windows' rules. */
export function hostMatches(host: string, pattern: string): boolean {
  const name = withoutDot(host);
  const wanted = withoutDot(pattern);
  if (name === '' || wanted.includes('\0')) return false;
  if (!wanted.startsWith('*.')) return name === wanted;
  const parent = wanted.slice(2);
  const firstDot = name.indexOf('.');
  // `*.com` would stand for every company: no verifier takes a wildcard right above a single label.
  return parent.includes('.') && firstDot > 0 && name.slice(firstDot + 1) === parent;
}

const withoutDot = (name: string): string => name.toLowerCase().replace(/\.$/, '');

function notesOn(names: readonly GeneralName[]): readonly NameNote[] {
  const dnsNames = names.flatMap((name) => (name.kind === 'dns' ? [name.value] : []));
  const notes: NameNote[] = [];
  if (dnsNames.some((name) => /^[^.]*\*/.test(name) && !name.startsWith('*.')))
    notes.push('partial-wildcard');
  if (dnsNames.some((name) => name.includes('\0'))) notes.push('nul-byte');
  return notes;
}

function listed(names: readonly GeneralName[]): string {
  const texts = names.flatMap((name) => altNameText(name) ?? []);
  return texts.length > 10
    ? `${texts.slice(0, 10).join(', ')} and ${texts.length - 10} more`
    : texts.join(', ');
}
