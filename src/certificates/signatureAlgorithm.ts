import { type DerElement, derChild, derChildren, derTag, readObjectIdentifier } from './derReader.js';

export interface SignatureAlgorithm {
  /** OpenSSL's name, e.g. `sha256WithRSAEncryption`; the OID where none is known. */
  readonly name: string;
  /** Null where the algorithm has none of its own (Ed25519) or is unknown. */
  readonly hash: 'md2' | 'md4' | 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha3' | null;
  readonly dsa: boolean;
}

const rsaPss = '1.2.840.113549.1.1.10';

const known: { readonly [oid: string]: readonly [name: string, hash: SignatureAlgorithm['hash']] } = {
  '1.2.840.113549.1.1.2': ['md2WithRSAEncryption', 'md2'],
  '1.2.840.113549.1.1.3': ['md4WithRSAEncryption', 'md4'],
  '1.2.840.113549.1.1.4': ['md5WithRSAEncryption', 'md5'],
  '1.2.840.113549.1.1.5': ['sha1WithRSAEncryption', 'sha1'],
  '1.3.14.3.2.29': ['sha1WithRSA', 'sha1'],
  '1.2.840.113549.1.1.14': ['sha224WithRSAEncryption', 'sha224'],
  '1.2.840.113549.1.1.11': ['sha256WithRSAEncryption', 'sha256'],
  '1.2.840.113549.1.1.12': ['sha384WithRSAEncryption', 'sha384'],
  '1.2.840.113549.1.1.13': ['sha512WithRSAEncryption', 'sha512'],
  '1.2.840.10045.4.1': ['ecdsa-with-SHA1', 'sha1'],
  '1.2.840.10045.4.3.1': ['ecdsa-with-SHA224', 'sha224'],
  '1.2.840.10045.4.3.2': ['ecdsa-with-SHA256', 'sha256'],
  '1.2.840.10045.4.3.3': ['ecdsa-with-SHA384', 'sha384'],
  '1.2.840.10045.4.3.4': ['ecdsa-with-SHA512', 'sha512'],
  '1.2.840.10040.4.3': ['dsaWithSHA1', 'sha1'],
  '1.3.14.3.2.27': ['dsaWithSHA1-old', 'sha1'],
  '2.16.840.1.101.3.4.3.1': ['dsa_with_SHA224', 'sha224'],
  '2.16.840.1.101.3.4.3.2': ['dsa_with_SHA256', 'sha256'],
  '1.3.101.112': ['ED25519', null],
  '1.3.101.113': ['ED448', null],
};

const hashes: { readonly [oid: string]: SignatureAlgorithm['hash'] } = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/** Reads an AlgorithmIdentifier. Throws MalformedDer. */
export function readSignatureAlgorithm(identifier: DerElement): SignatureAlgorithm {
  const parts = derChildren(identifier);
  const oid = readObjectIdentifier(derChild(parts, 0, derTag.objectIdentifier));
  if (oid === rsaPss) return { name: 'rsassaPss', hash: pssHash(parts[1]), dsa: false };
  const [name, hash] = known[oid] ?? [oid, null];
  return { name, hash, dsa: /^dsa/.test(name) };
}

// RFC 4055 3.1: the hash is the first parameter, SHA-1 when it is left out.
function pssHash(parameters: DerElement | undefined): SignatureAlgorithm['hash'] {
  const hash = parameters && derChildren(parameters).find((part) => part.tag === 0xa0);
  if (!hash) return 'sha1';
  const identifier = derChild(derChildren(hash), 0, derTag.sequence);
  return hashes[readObjectIdentifier(derChild(derChildren(identifier), 0, derTag.objectIdentifier))] ?? null;
}
