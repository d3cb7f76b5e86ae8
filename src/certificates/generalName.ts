import { type DerElement, derChildren, derTag, MalformedDer, readDer } from './derReader.js';
import { type DistinguishedName, readName } from './distinguishedName.js';

/** A GeneralName (RFC 5280 4.2.1.6). Strings hold one character a byte, so that NUL and other attacks stay visible. */
export type GeneralName =
  | { readonly kind: 'dns' | 'email' | 'uri'; readonly value: string }
  | { readonly kind: 'ip'; readonly bytes: Buffer }
  | { readonly kind: 'directory'; readonly name: DistinguishedName }
  /** otherName, x400Address, ediPartyName or registeredID: kept by tag only. */
  | { readonly kind: 'other'; readonly tag: number };

/** Reads a sequence of GeneralNames. Throws MalformedDer. */
export function readGeneralNames(sequence: DerElement): readonly GeneralName[] {
  if (sequence.tag !== derTag.sequence) throw new MalformedDer('general names that are no sequence');
  return derChildren(sequence).map(readGeneralName);
}

export function readGeneralName(element: DerElement): GeneralName {
  switch (element.tag) {
    case 0x81:
      return { kind: 'email', value: element.content.toString('latin1') };
    case 0x82:
      return { kind: 'dns', value: element.content.toString('latin1') };
    case 0x86:
      return { kind: 'uri', value: element.content.toString('latin1') };
    case 0x87:
      return { kind: 'ip', bytes: element.content };
    case 0xa4:
      return { kind: 'directory', name: readName(readDer(element.content, derTag.sequence)) };
    default:
      if (element.tag < 0x80 || (element.tag & 0x1f) > 8) throw new MalformedDer('an unknown kind of name');
      return { kind: 'other', tag: element.tag & 0x1f };
  }
}

/** `DNS:mail.contoso.com`, `IP:10.0.0.5`; null for the kinds that no server is known by. */
export function altNameText(name: GeneralName): string | null {
  if (name.kind === 'dns') return `DNS:${visible(name.value)}`;
  if (name.kind === 'ip') return `IP:${addressText(name.bytes) ?? `#${name.bytes.toString('hex')}`}`;
  return null;
}

/** Everything but printable ASCII as \xNN: what a reader could overlook is what an attacker puts there. */
export function visible(value: string): string {
  return value.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Text of 4 or 16 address bytes (RFC 5952 for IPv6); null for any other length. */
export function addressText(bytes: Buffer): string | null {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return null;
  const groups = bytes.toString('hex').match(/.{4}/g) ?? [];
  return canonicalAddress(groups.join(':'));
}

/** One spelling for each address; null when the text is none. An IPv6 address stands without brackets. */
export function canonicalAddress(text: string): string | null {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) {
    const parts = text.split('.').map(Number);
    return parts.every((part) => part <= 255) ? parts.join('.') : null;
  }
  if (!text.includes(':') || !URL.canParse(`http://[${text}]`)) return null;
  return new URL(`http://[${text}]`).hostname.slice(1, -1);
}
