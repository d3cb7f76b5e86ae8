import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { bitString, der, explicit, integer, objectIdentifier, sequence, time } from './derWriter.js';
import {
  type ExtensionOptions,
  encodeExtension,
  encodeName,
  extensionsOf,
  type NameAttribute,
} from './pkiExtensions.js';

export {
  type AltName,
  type Extension,
  encodeName,
  generalName,
  type NameAttribute,
} from './pkiExtensions.js';

/** A certificate made at run time, with the key that belongs to it. */
export interface Issued {
  readonly cn: string;
  readonly certPem: string;
  readonly keyPem: string;
  readonly der: Buffer;
  readonly key: KeyObject;
  /** DER of the subject name, as issuers of others need it. */
  readonly name: Buffer;
  readonly ski: Buffer;
}

/** Any certificate can sign others here, fit for it or not. */
export type Authority = Issued;

export type KeyType = 'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'dsa';

interface CommonOptions extends ExtensionOptions {
  readonly cn: string;
  /** The whole subject; the default is CN alone. */
  readonly subject?: readonly NameAttribute[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  /** Lifetime from notBefore when notAfter is not given. Default: 90 for a leaf, 3650 for an authority. */
  readonly days?: number;
  readonly keyType?: KeyType;
  readonly keyBits?: number;
  /** Node's name of the curve; default prime256v1. */
  readonly curve?: string;
  /** Takes this key instead of one of the cache. */
  readonly key?: KeyObject;
  readonly hash?: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly serial?: Buffer;
  /** 1 makes a certificate without any extension. */
  readonly version?: 1 | 3;
  /** Signs with this one's key while naming the true issuer: a forged signature. */
  readonly signedBy?: Issued;
}

export interface AuthorityOptions extends CommonOptions {
  /** Absent: a root. */
  readonly issuer?: Authority;
}

export interface IssueOptions extends CommonOptions {
  readonly authority: Authority | 'self';
}

/** A root, or a subordinate authority when an issuer is given. Each CN has a key of its own. */
export function makeAuthority(options: AuthorityOptions): Authority {
  const defaults = {
    isCa: true,
    keyUsage: ['keyCertSign', 'cRLSign'],
    eku: null,
    days: 3650,
  } as const;
  return build({ ...defaults, ...options }, options.issuer ?? 'self', `authority ${options.cn}`);
}

/** A leaf. All leaves of one key type and size share a key unless one is given. */
export function issue(options: IssueOptions): Issued {
  const defaults = {
    isCa: false,
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    eku: ['serverAuth'],
    days: 90,
  } as const;
  return build({ ...defaults, ...options }, options.authority, 'leaf');
}

/** Several certificates in one PEM text, in the order given. */
export function chainPem(...certificates: readonly Issued[]): string {
  return certificates.map((certificate) => certificate.certPem).join('');
}

const keys = new Map<string, KeyObject>();

/** A private key that is made once a process for each role. */
export function cachedKey(role: string, type: KeyType = 'rsa', bits = 2048, curve = 'prime256v1'): KeyObject {
  const id = `${role}/${type}/${bits}/${curve}`;
  const known = keys.get(id);
  if (known) return known;
  const made = newKey(type, bits, curve);
  keys.set(id, made);
  return made;
}

function newKey(type: KeyType, bits: number, curve: string): KeyObject {
  switch (type) {
    case 'rsa':
      return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
    case 'rsa-pss':
      return generateKeyPairSync('rsa-pss', { modulusLength: bits }).privateKey;
    case 'ec':
      return generateKeyPairSync('ec', { namedCurve: curve }).privateKey;
    case 'ed25519':
      return generateKeyPairSync('ed25519').privateKey;
    case 'dsa':
      return generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }).privateKey;
  }
}

const day = 86_400_000;

function build(options: CommonOptions, issuer: Authority | 'self', role: string): Issued {
  const key = options.key ?? cachedKey(role, options.keyType, options.keyBits, options.curve);
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const name = encodeName(options.subject ?? [['CN', options.cn]]);
  const ski = createHash('sha1').update(spki).digest();
  const signer = options.signedBy ?? (issuer === 'self' ? { key } : issuer);
  const algorithm = signatureAlgorithm(signer.key, options.hash ?? 'sha256');
  const notBefore = options.notBefore ?? new Date(Date.now() - day);
  const notAfter = options.notAfter ?? new Date(notBefore.getTime() + (options.days ?? 90) * day);
  const extensions = extensionsOf(options, ski, issuer === 'self' ? ski : issuer.ski);
  const tbs = sequence(
    ...(options.version === 1 ? [] : [explicit(0, integer(2))]),
    integer(options.serial ?? Buffer.concat([Buffer.from([0x4d]), randomBytes(9)])),
    algorithm.identifier,
    issuer === 'self' ? name : issuer.name,
    sequence(time(notBefore), time(notAfter)),
    name,
    spki,
    ...(options.version === 1 ? [] : [explicit(3, sequence(...extensions.map(encodeExtension)))]),
  );
  const certificate = sequence(tbs, algorithm.identifier, bitString(algorithm.sign(tbs)));
  return {
    cn: options.cn,
    certPem: pem(certificate),
    keyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    der: certificate,
    key,
    name,
    ski,
  };
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

export interface SignatureAlgorithm {
  readonly identifier: Buffer;
  sign(data: Buffer): Buffer;
}

const rsaSignatures = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
} as const;
const ecSignatures = {
  md5: null,
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const;
const hashOids = {
  md5: '1.2.840.113549.2.5',
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
const hashLengths = { md5: 16, sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;
const nullValue = der(0x05);

export function signatureAlgorithm(
  key: KeyObject,
  hash: keyof typeof hashOids = 'sha256',
): SignatureAlgorithm {
  const signed = (data: Buffer) => sign(hash, data, key);
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return { identifier: sequence(objectIdentifier(rsaSignatures[hash]), nullValue), sign: signed };
    case 'rsa-pss':
      return {
        identifier: sequence(objectIdentifier('1.2.840.113549.1.1.10'), pssParameters(hash)),
        sign: (data) => sign(hash, data, { key, saltLength: hashLengths[hash] }),
      };
    case 'ec':
      return { identifier: sequence(objectIdentifier(ecSignatures[hash] ?? '0.0')), sign: signed };
    case 'ed25519':
      return { identifier: sequence(objectIdentifier('1.3.101.112')), sign: (data) => sign(null, data, key) };
    case 'dsa':
      return { identifier: sequence(objectIdentifier('2.16.840.1.101.3.4.3.2')), sign: signed };
    default:
      throw new TypeError(`no signature for a key of type ${key.asymmetricKeyType}`);
  }
}

function pssParameters(hash: keyof typeof hashOids): Buffer {
  const digest = sequence(objectIdentifier(hashOids[hash]), nullValue);
  const mask = sequence(objectIdentifier('1.2.840.113549.1.1.8'), digest);
  return sequence(explicit(0, digest), explicit(1, mask), explicit(2, integer(hashLengths[hash])));
}
