import {
  type DerElement,
  derChild,
  derChildren,
  derTag,
  MalformedDer,
  readDer,
  readObjectIdentifier,
} from './derReader.js';

export interface DistinguishedName {
  /** RFC 4514: most specific first, e.g. `CN=mail.contoso.com,O=Contoso,C=US`; empty for an empty name. */
  readonly text: string;
  /** Equal for names that RFC 5280 7.1 calls equal: letter case, outer and repeated spaces do not count. */
  readonly canonical: string;
  /** The same, one entry a relative name from the root down, for name constraints' subtrees. */
  readonly canonicalParts: readonly string[];
  /** Common names in encoding order; the last one is the most specific. */
  readonly commonNames: readonly string[];
  readonly emailAddresses: readonly string[];
}

const commonName = '2.5.4.3';
const emailAddress = '1.2.840.113549.1.9.1';

// RFC 4514 section 3, and the registered descriptors of RFC 4519 and RFC 2985 that certificates use.
const descriptors: { readonly [oid: string]: string } = {
  [commonName]: 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.41': 'name',
  '2.5.4.42': 'givenName',
  '2.5.4.43': 'initials',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  [emailAddress]: 'emailAddress',
};

interface Attribute {
  readonly oid: string;
  /** Null when the value is no string that can be read. */
  readonly value: string | null;
  readonly raw: Buffer;
}

/** Reads a Name (RFC 5280 4.1.2.4). Throws MalformedDer. */
export function readName(name: DerElement): DistinguishedName {
  const relativeNames = readRelativeNames(name);
  const attributes = relativeNames.flat();
  const canonicalParts = relativeNames.map(canonicalPart);
  const valuesOf = (oid: string) =>
    attributes.flatMap((attribute) =>
      attribute.oid === oid && attribute.value !== null ? [attribute.value] : [],
    );
  return {
    text: relativeNames
      .map((parts) => parts.map(attributeText).join('+'))
      .reverse()
      .join(','),
    canonical: canonicalParts.join(','),
    canonicalParts,
    commonNames: valuesOf(commonName),
    emailAddresses: valuesOf(emailAddress),
  };
}

/** The `canonical` of a Name alone, for an index over many. Throws MalformedDer. */
export function readCanonicalName(name: DerElement): string {
  return readRelativeNames(name).map(canonicalPart).join(',');
}

/** The RFC 4514 string of a DER-encoded Name; null when the bytes are none. */
export function toRfc4514(name: Buffer): string | null {
  try {
    return readName(readDer(name)).text;
  } catch (error) {
    if (error instanceof MalformedDer) return null;
    throw error;
  }
}

function readRelativeNames(name: DerElement): readonly (readonly Attribute[])[] {
  if (name.tag !== derTag.sequence) throw new MalformedDer('a name that is no sequence');
  return derChildren(name).map((relative) => derChildren(relative).map(readAttribute));
}

const canonicalPart = (attributes: readonly Attribute[]): string =>
  attributes.map(canonicalAttribute).sort().join('+');

function readAttribute(element: DerElement): Attribute {
  const parts = derChildren(element);
  const value = parts[1];
  if (!value) throw new MalformedDer('a name attribute without a value');
  return {
    oid: readObjectIdentifier(derChild(parts, 0, derTag.objectIdentifier)),
    value: readText(value),
    raw: value.whole,
  };
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const strictUtf16 = new TextDecoder('utf-16be', { fatal: true });

function readText({ tag, content }: DerElement): string | null {
  try {
    switch (tag) {
      case derTag.utf8String:
        return strictUtf8.decode(content);
      case derTag.bmpString:
        return strictUtf16.decode(content);
      case derTag.printableString:
      case derTag.ia5String:
      case derTag.teletexString:
      case 0x12:
        // Teletex in certificates is Latin-1 in practice (RFC 5280 allows it for old authorities only).
        return content.toString('latin1');
      default:
        return null;
    }
  } catch {
    return null;
  }
}

function canonicalAttribute({ oid, value, raw }: Attribute): string {
  const text =
    value === null ? `#${raw.toString('hex')}` : escapeValue(value.trim().replace(/\s+/g, ' ').toLowerCase());
  return `${oid}=${text}`;
}

// RFC 4514 2.4: a type without a descriptor, or a value that is no string, is written as the hex of its encoding.
function attributeText({ oid, value, raw }: Attribute): string {
  const descriptor = descriptors[oid];
  if (descriptor === undefined || value === null) return `${descriptor ?? oid}=#${raw.toString('hex')}`;
  return `${descriptor}=${escapeValue(value)}`;
}

const needsNoEscape = /^(?![ #])[\w .:()/'&*@=-]*(?<! )$/;

// The escapes of a control character are its UTF-8 octets.
function escapeValue(value: string): string {
  if (needsNoEscape.test(value)) return value;
  return value
    .replace(/["+,;<>\\]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/(?<!^\\) $/, '\\ ')
    .replace(/\p{Cc}/gu, (control) => Buffer.from(control).toString('hex').replace(/../g, '\\$&'));
}
