import { constants, type KeyObject, verify } from 'node:crypto';
import { type DerElement, derTag, MalformedDer } from './derReader.js';
import { readSignatureAlgorithm, type SignatureAlgorithm } from './signatureAlgorithm.js';

/** What anyone can forge proves nothing about a revocation either. */
const brokenHashes: readonly SignatureAlgorithm['hash'][] = ['md2', 'md4', 'md5'];

/**
 * Whether that key made the BIT STRING over the data, by the AlgorithmIdentifier beside it; false for a broken hash, an
 * algorithm that is not the key's, or a key that OpenSSL can't use. Throws MalformedDer for an algorithm or signature
 * that is none.
 */
export function verifySignature(
  data: Buffer,
  algorithm: DerElement,
  signature: DerElement,
  key: KeyObject,
): boolean {
  if (signature.tag !== derTag.bitString || signature.content[0] !== 0) {
    throw new MalformedDer('a signature that is no string of whole bytes');
  }
  const { name, hash } = readSignatureAlgorithm(algorithm);
  if (brokenHashes.includes(hash)) return false;
  const options = optionsFor(name, key);
  if (options === null) return false;
  try {
    return verify(hash, data, { key, ...options }, signature.content.subarray(1));
  } catch {
    // OpenSSL throws for a key that can't have made this kind of signature.
    return false;
  }
}

/** Null when the algorithm's name does not go with the kind of key. */
function optionsFor(name: string, key: KeyObject): { padding?: number; saltLength?: number } | null {
  const type = key.asymmetricKeyType;
  if (name === 'rsassaPss') {
    const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_AUTO: saltLength } = constants;
    return type === 'rsa' || type === 'rsa-pss' ? { padding, saltLength } : null;
  }
  const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
  return kind !== undefined && kind === type ? {} : null;
}

const kinds: readonly (readonly [RegExp, KeyObject['asymmetricKeyType']])[] = [
  [/RSA/, 'rsa'],
  [/^ecdsa/, 'ec'],
  [/^dsa/, 'dsa'],
  [/^ED25519$/, 'ed25519'],
  [/^ED448$/, 'ed448'],
];
