import {
  type DerElement,
  derChild,
  derChildren,
  derTag,
  MalformedDer,
  readBoolean,
  readDer,
  readObjectIdentifier,
  readSmallInteger,
} from './derReader.js';
import { type GeneralName, readGeneralName, readGeneralNames } from './generalName.js';
import { type NameConstraints, readNameConstraints } from './nameConstraints.js';

export type KeyUsage = (typeof keyUsages)[number];

/** What the extensions say. A null is an extension that is absent (or unreadable: see `malformed`). */
export interface Extensions {
  readonly subjectAltNames: readonly GeneralName[] | null;
  readonly basicConstraints: { readonly ca: boolean; readonly pathLength: number | null } | null;
  readonly keyUsage: readonly KeyUsage[] | null;
  /** OIDs of the purposes. */
  readonly extendedKeyUsage: readonly string[] | null;
  /** Hex. */
  readonly subjectKeyIdentifier: string | null;
  readonly authorityKeyIdentifier: AuthorityKeyIdentifier | null;
  readonly caIssuerUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly crlUrls: readonly string[];
  readonly nameConstraints: NameConstraints | null;
  /** OIDs of critical extensions that a verifier of RFC 5280 must refuse. */
  readonly unknownCritical: readonly string[];
  /** OIDs of extensions whose value could not be read or that stand there twice. */
  readonly malformed: readonly string[];
}

export interface AuthorityKeyIdentifier {
  /** Hex. */
  readonly keyIdentifier: string | null;
  /** The issuer's issuer and serial number (hex), where given. */
  readonly issuer: readonly GeneralName[] | null;
  readonly serial: string | null;
}

const keyUsages = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

type Draft = { -readonly [Key in keyof Extensions]: Extensions[Key] };
type Reader = (value: DerElement, draft: Draft) => void;

const readers: { readonly [oid: string]: Reader } = {
  '2.5.29.14': (value, draft) => {
    if (value.tag !== derTag.octetString) throw new MalformedDer('a key identifier that is no octet string');
    draft.subjectKeyIdentifier = value.content.toString('hex');
  },
  '2.5.29.15': (value, draft) => {
    draft.keyUsage = readKeyUsage(value);
  },
  '2.5.29.17': (value, draft) => {
    draft.subjectAltNames = readGeneralNames(value);
  },
  '2.5.29.19': (value, draft) => {
    draft.basicConstraints = readBasicConstraints(value);
  },
  '2.5.29.30': (value, draft) => {
    draft.nameConstraints = readNameConstraints(value);
  },
  '2.5.29.31': (value, draft) => {
    draft.crlUrls = readCrlUrls(value);
  },
  '2.5.29.35': (value, draft) => {
    draft.authorityKeyIdentifier = readAuthorityKeyIdentifier(value);
  },
  '2.5.29.37': (value, draft) => {
    draft.extendedKeyUsage = derChildren(value).map(readObjectIdentifier);
  },
  '1.3.6.1.5.5.7.1.1': readAccess,
};

// Those that may be critical and that path validation acts on or may pass over: policies never decide a trust
// failure of this kind, so they are accepted unread.
const processedCritical = new Set([
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.30',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.33',
  '2.5.29.36',
  '2.5.29.37',
  '2.5.29.54',
  '2.16.840.1.113730.1.1',
]);

export const noExtensions: Extensions = {
  subjectAltNames: null,
  basicConstraints: null,
  keyUsage: null,
  extendedKeyUsage: null,
  subjectKeyIdentifier: null,
  authorityKeyIdentifier: null,
  caIssuerUrls: [],
  ocspUrls: [],
  crlUrls: [],
  nameConstraints: null,
  unknownCritical: [],
  malformed: [],
};

/** Reads the Extensions sequence of a certificate. Throws MalformedDer when the list itself can't be read. */
export function readExtensions(list: DerElement): Extensions {
  const draft: Draft = { ...noExtensions };
  const seen = new Set<string>();
  for (const extension of derChildren(list)) {
    const parts = derChildren(extension);
    const oid = readObjectIdentifier(derChild(parts, 0, derTag.objectIdentifier));
    const critical = parts.length > 2 && parts[1] !== undefined && readBoolean(parts[1]);
    if (critical && !processedCritical.has(oid)) draft.unknownCritical = [...draft.unknownCritical, oid];
    const value = derChild(parts, parts.length > 2 ? 2 : 1, derTag.octetString);
    const readable = !seen.has(oid) && readOne(readers[oid], value, draft);
    if (!readable) draft.malformed = [...draft.malformed, oid];
    seen.add(oid);
  }
  return draft;
}

function readOne(reader: Reader | undefined, value: DerElement, draft: Draft): boolean {
  if (!reader) return true;
  try {
    reader(readDer(value.content), draft);
    return true;
  } catch (error) {
    if (error instanceof MalformedDer) return false;
    throw error;
  }
}

function readKeyUsage({ tag, content }: DerElement): readonly KeyUsage[] {
  if (tag !== derTag.bitString || content.length < 1)
    throw new MalformedDer('a key usage that is no bit string');
  return keyUsages.filter((_, bit) => ((content[1 + (bit >> 3)] ?? 0) & (0x80 >> (bit & 7))) !== 0);
}

function readBasicConstraints(value: DerElement): Extensions['basicConstraints'] {
  if (value.tag !== derTag.sequence) throw new MalformedDer('basic constraints that are no sequence');
  const [first, second] = derChildren(value);
  const ca = first?.tag === derTag.boolean ? readBoolean(first) : false;
  const length = first?.tag === derTag.integer ? first : second;
  return { ca, pathLength: length ? readSmallInteger(length) : null };
}

function readAuthorityKeyIdentifier(value: DerElement): AuthorityKeyIdentifier {
  const parts = derChildren(value);
  const keyIdentifier = parts.find((part) => part.tag === 0x80);
  const issuer = parts.find((part) => part.tag === 0xa1);
  const serial = parts.find((part) => part.tag === 0x82);
  return {
    keyIdentifier: keyIdentifier?.content.toString('hex') ?? null,
    issuer: issuer ? derChildren(issuer).map(readGeneralName) : null,
    serial: serial?.content.toString('hex') ?? null,
  };
}

function readAccess(value: DerElement, draft: Draft): void {
  const entries = derChildren(value).map((entry) => {
    const parts = derChildren(entry);
    const location = parts[1];
    if (!location) throw new MalformedDer('an access description without a location');
    return { method: readObjectIdentifier(derChild(parts, 0, derTag.objectIdentifier)), location };
  });
  const urlsOf = (method: string) =>
    entries
      .filter((entry) => entry.method === method && entry.location.tag === 0x86)
      .map(({ location }) => textOf(location));
  draft.ocspUrls = urlsOf('1.3.6.1.5.5.7.48.1');
  draft.caIssuerUrls = urlsOf('1.3.6.1.5.5.7.48.2');
}

function readCrlUrls(value: DerElement): readonly string[] {
  const points = derChildren(value).flatMap(derChildren);
  const fullNames = points.filter((part) => part.tag === 0xa0).flatMap(derChildren);
  const names = fullNames.filter((part) => part.tag === 0xa0).flatMap(derChildren);
  return names.filter((name) => name.tag === 0x86).map(textOf);
}

const textOf = (element: DerElement): string => element.content.toString('latin1');
