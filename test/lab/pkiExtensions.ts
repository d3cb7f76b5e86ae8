import { isIPv4 } from 'node:net';
import {
  bitString,
  boolean,
  der,
  explicit,
  integer,
  objectIdentifier,
  octetString,
  printableString,
  sequence,
  setOf,
  utf8String,
} from './derWriter.js';

export type NameAttribute = readonly [
  type: 'C' | 'O' | 'OU' | 'CN' | 'DC' | 'L' | 'emailAddress',
  value: string,
];
export type AltName =
  | { readonly dns: string | Buffer }
  /** An address for a SAN, an address with prefix length (10.0.0.0/8) for a name constraint. */
  | { readonly ip: string }
  | { readonly email: string }
  | { readonly uri: string }
  | { readonly directory: readonly NameAttribute[] };
export interface Extension {
  readonly oid: string;
  readonly critical?: boolean;
  readonly value: Buffer;
}
type UsageName =
  | 'digitalSignature'
  | 'nonRepudiation'
  | 'keyEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign';

export interface ExtensionOptions {
  /** null leaves the extension out. */
  readonly keyUsage?: readonly UsageName[] | null;
  /** serverAuth, clientAuth, codeSigning, any or an OID; [] is an empty extension, null none. */
  readonly eku?: readonly string[] | null;
  /** null leaves the basic constraints out. */
  readonly isCa?: boolean | null;
  readonly pathLen?: number;
  readonly sans?: readonly AltName[];
  readonly aia?: { readonly caIssuers?: readonly string[]; readonly ocsp?: readonly string[] };
  readonly crlUrls?: readonly string[];
  readonly nameConstraints?: {
    readonly permitted?: readonly AltName[];
    readonly excluded?: readonly AltName[];
  };
  readonly extraExtensions?: readonly Extension[];
  /** Leaves out the subject and authority key identifiers, as old tools do. */
  readonly keyIdentifiers?: boolean;
}

const nameTypes = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  CN: '2.5.4.3',
  L: '2.5.4.7',
  DC: '0.9.2342.19200300.100.1.25',
  emailAddress: '1.2.840.113549.1.9.1',
} as const;

export function encodeName(attributes: readonly NameAttribute[]): Buffer {
  const relative = attributes.map(([type, value]) =>
    setOf(sequence(objectIdentifier(nameTypes[type]), nameValue(type, value))),
  );
  return sequence(...relative);
}

function nameValue(type: NameAttribute[0], value: string): Buffer {
  if (type === 'C') return printableString(value);
  if (type === 'DC' || type === 'emailAddress') return der(0x16, Buffer.from(value, 'latin1'));
  return utf8String(value);
}

const usageBits = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyEncipherment: 2,
  keyAgreement: 4,
  keyCertSign: 5,
  cRLSign: 6,
} as const;

const purposes: { readonly [name: string]: string } = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  codeSigning: '1.3.6.1.5.5.7.3.3',
  any: '2.5.29.37.0',
};

/** The extensions in the order that most tools write them. */
export function extensionsOf(options: ExtensionOptions, ski: Buffer, aki: Buffer): readonly Extension[] {
  const list: Extension[] = [];
  const add = (oid: string, critical: boolean, value: Buffer) => list.push({ oid, critical, value });
  if (options.isCa !== null && options.isCa !== undefined) {
    const pathLen = options.pathLen === undefined ? [] : [integer(options.pathLen)];
    add('2.5.29.19', true, sequence(...(options.isCa ? [boolean(true)] : []), ...pathLen));
  }
  if (options.keyUsage) add('2.5.29.15', true, keyUsageValue(options.keyUsage));
  if (options.eku) {
    add('2.5.29.37', false, sequence(...options.eku.map((name) => objectIdentifier(purposes[name] ?? name))));
  }
  if (options.keyIdentifiers !== false) {
    add('2.5.29.14', false, octetString(ski));
    add('2.5.29.35', false, sequence(der(0x80, aki)));
  }
  if (options.sans) add('2.5.29.17', false, sequence(...options.sans.map(generalName)));
  if (options.nameConstraints) add('2.5.29.30', true, nameConstraintsValue(options.nameConstraints));
  if (options.aia) add('1.3.6.1.5.5.7.1.1', false, accessValue(options.aia));
  if (options.crlUrls) add('2.5.29.31', false, crlValue(options.crlUrls));
  return [...list, ...(options.extraExtensions ?? [])];
}

export function encodeExtension({ oid, critical, value }: Extension): Buffer {
  return sequence(objectIdentifier(oid), ...(critical ? [boolean(true)] : []), octetString(value));
}

function keyUsageValue(names: readonly UsageName[]): Buffer {
  const bits = names.reduce((mask, name) => mask | (0x80 >> usageBits[name]), 0);
  const unused = bits === 0 ? 0 : Math.log2(bits & -bits);
  return bitString(Buffer.from([bits]), unused);
}

export function generalName(name: AltName): Buffer {
  if ('dns' in name) return der(0x82, Buffer.from(name.dns));
  if ('ip' in name) return der(0x87, addressBytes(name.ip));
  if ('email' in name) return der(0x81, Buffer.from(name.email));
  if ('uri' in name) return der(0x86, Buffer.from(name.uri));
  return explicit(4, encodeName(name.directory));
}

function addressBytes(text: string): Buffer {
  const [address = '', prefix] = text.split('/');
  const bytes = isIPv4(address) ? Buffer.from(address.split('.').map(Number)) : ipv6Bytes(address);
  if (prefix === undefined) return bytes;
  const mask = bytes.map((_, index) => 256 - 2 ** (8 - Math.min(8, Math.max(0, Number(prefix) - index * 8))));
  return Buffer.concat([bytes, mask]);
}

function ipv6Bytes(address: string): Buffer {
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const before = groups(head);
  const after = groups(tail);
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  const all = tail === undefined ? before : [...before, ...zeros, ...after];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function nameConstraintsValue(constraints: NonNullable<ExtensionOptions['nameConstraints']>): Buffer {
  const subtrees = (names: readonly AltName[]) => names.map((name) => sequence(generalName(name)));
  return sequence(
    ...(constraints.permitted ? [explicit(0, ...subtrees(constraints.permitted))] : []),
    ...(constraints.excluded ? [explicit(1, ...subtrees(constraints.excluded))] : []),
  );
}

function accessValue(aia: NonNullable<ExtensionOptions['aia']>): Buffer {
  const access = (oid: string, uri: string) => sequence(objectIdentifier(oid), generalName({ uri }));
  return sequence(
    ...(aia.caIssuers ?? []).map((uri) => access('1.3.6.1.5.5.7.48.2', uri)),
    ...(aia.ocsp ?? []).map((uri) => access('1.3.6.1.5.5.7.48.1', uri)),
  );
}

function crlValue(urls: readonly string[]): Buffer {
  return sequence(...urls.map((uri) => sequence(explicit(0, explicit(0, generalName({ uri }))))));
}
