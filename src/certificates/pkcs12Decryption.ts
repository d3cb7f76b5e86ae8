import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import forge from 'node-forge';
import { type Asn1, bytesOf, elementsOf, MalformedContainer, numberOf, oidOf } from './forgeAsn1.js';

/** Thrown inside src/certificates only: the file is sound, but not for us. */
export class UnreadableContainer extends Error {
  override readonly name = 'UnreadableContainer';
  readonly problem: 'unsupported' | 'too-costly';
  constructor(problem: 'unsupported' | 'too-costly', message: string) {
    super(message);
    this.problem = problem;
  }
}

/** Opens the parts of one file with one password; all of them share one allowance of work. */
export interface Decryption {
  /** Whether the integrity check of the file fits the password; null when it is of a kind that is not known. */
  verify(content: Buffer, macData: Asn1): boolean | null;
  /** Null when the padding shows that the password is wrong. Throws UnreadableContainer. */
  decrypt(encrypted: Buffer, algorithm: Asn1): Buffer | null;
}

/**
 * Iterations of PBKDF2 for a whole file, a second or two; files of today hold 2,000 to 600,000. The older derivation
 * runs in JavaScript and costs ten times as much an iteration.
 */
const allowance = 10_000_000;
const costOfOld = 10;

/** @param password null is the absent password, which PKCS#12 tells from the empty one */
export function makeDecryption(password: string | null): Decryption {
  let left = allowance;
  const spend = (iterations: number) => {
    left -= iterations;
    if (iterations < 1 || left < 0)
      throw new UnreadableContainer('too-costly', 'the key derivation asks for too many iterations');
  };
  const derive = (
    salt: Buffer,
    id: 1 | 2 | 3,
    iterations: number,
    length: number,
    hash: HashName,
  ): Buffer => {
    spend(iterations * costOfOld);
    const saltBuffer = forge.util.createBuffer(salt.toString('latin1'));
    const digest = forge.md[hash].create();
    const key = forge.pkcs12.generateKey(
      password,
      saltBuffer,
      id as unknown as forge.Byte,
      iterations,
      length,
      digest,
    );
    return Buffer.from(key.getBytes(), 'latin1');
  };
  return {
    verify: (content, macData) => verifyMac(content, macData, derive),
    decrypt(encrypted, algorithm) {
      const [oid, parameters] = elementsOf(algorithm);
      const name = oidOf(oid);
      const key =
        name === pbes2 ? readPbes2(parameters, password ?? '', spend) : readPbes1(name, parameters, derive);
      return decipher(encrypted, key);
    },
  };
}

type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512';
type Derive = (salt: Buffer, id: 1 | 2 | 3, iterations: number, length: number, hash: HashName) => Buffer;

interface CipherKey {
  /** OpenSSL's name; `rc2` is forge's, since OpenSSL 3 keeps it among the ciphers that are switched off. */
  readonly cipher: string;
  readonly key: Buffer;
  readonly iv: Buffer;
}

const macHashes: { readonly [oid: string]: HashName } = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const hashBytes = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 } as const;

/** RFC 7292, 4 and B.4. */
function verifyMac(content: Buffer, macData: Asn1, derive: Derive): boolean | null {
  const [digestInfo, salt, iterations] = elementsOf(macData);
  const [algorithm, digest] = elementsOf(digestInfo);
  const hash = macHashes[oidOf(elementsOf(algorithm)[0])];
  if (hash === undefined) return null;
  const key = derive(bytesOf(salt), 3, iterations ? numberOf(iterations) : 1, hashBytes[hash], hash);
  const made = createHmac(hash, key).update(content).digest();
  const held = bytesOf(digest);
  return made.length === held.length && timingSafeEqual(made, held);
}

const oldCiphers: { readonly [oid: string]: readonly [cipher: string, keyBytes: number] } = {
  '1.2.840.113549.1.12.1.3': ['des-ede3-cbc', 24],
  '1.2.840.113549.1.12.1.5': ['rc2', 16],
  '1.2.840.113549.1.12.1.6': ['rc2', 5],
};

/** RFC 7292, appendix C. */
function readPbes1(oid: string, parameters: Asn1 | undefined, derive: Derive): CipherKey {
  const [cipher, keyBytes] = oldCiphers[oid] ?? unsupported(`the encryption ${oid}`);
  const [saltElement, iterationsElement] = elementsOf(parameters);
  const salt = bytesOf(saltElement);
  const iterations = numberOf(iterationsElement);
  return {
    cipher,
    key: derive(salt, 1, iterations, keyBytes, 'sha1'),
    iv: derive(salt, 2, iterations, 8, 'sha1'),
  };
}

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';
const ciphers: { readonly [oid: string]: readonly [cipher: string, keyBytes: number, ivBytes: number] } = {
  '2.16.840.1.101.3.4.1.2': ['aes-128-cbc', 16, 16],
  '2.16.840.1.101.3.4.1.22': ['aes-192-cbc', 24, 16],
  '2.16.840.1.101.3.4.1.42': ['aes-256-cbc', 32, 16],
  '1.2.840.113549.3.7': ['des-ede3-cbc', 24, 8],
};
const pseudoRandom: { readonly [oid: string]: HashName } = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** RFC 8018, A.2 and A.4. Node's PBKDF2: forge's runs in JavaScript here, a minute for today's iterations. */
function readPbes2(parameters: Asn1 | undefined, password: string, spend: (cost: number) => void): CipherKey {
  const [derivation, encryption] = elementsOf(parameters);
  const [kdf, kdfParameters] = elementsOf(derivation);
  const [cipherOid, ivElement] = elementsOf(encryption);
  if (oidOf(kdf) !== pbkdf2) return unsupported(`the key derivation ${oidOf(kdf)}`);
  const [cipher, keyBytes, ivBytes] =
    ciphers[oidOf(cipherOid)] ?? unsupported(`the encryption ${oidOf(cipherOid)}`);
  const [salt, iterationsElement, ...optional] = elementsOf(kdfParameters);
  const prf = optional.find(({ value }) => Array.isArray(value));
  const prfOid = prf ? oidOf(elementsOf(prf)[0]) : '1.2.840.113549.2.7';
  const hash = pseudoRandom[prfOid] ?? unsupported(`the pseudo-random function ${prfOid}`);
  const iterations = numberOf(iterationsElement);
  spend(iterations);
  const iv = bytesOf(ivElement);
  if (iv.length !== ivBytes) throw new MalformedContainer('an initialisation vector of a wrong length');
  return { cipher, key: pbkdf2Sync(password, bytesOf(salt), iterations, keyBytes, hash), iv };
}

function decipher(encrypted: Buffer, { cipher, key, iv }: CipherKey): Buffer | null {
  if (cipher === 'rc2') return decipherRc2(encrypted, key, iv);
  try {
    const decrypting = createDecipheriv(cipher, key, iv);
    return Buffer.concat([decrypting.update(encrypted), decrypting.final()]);
  } catch {
    return null;
  }
}

function decipherRc2(encrypted: Buffer, key: Buffer, iv: Buffer): Buffer | null {
  const decrypting = forge.rc2.createDecryptionCipher(key.toString('latin1'), key.length * 8);
  decrypting.start(iv.toString('latin1'));
  decrypting.update(forge.util.createBuffer(encrypted.toString('latin1')));
  return decrypting.finish() ? Buffer.from(decrypting.output.getBytes(), 'latin1') : null;
}

function unsupported(what: string): never {
  throw new UnreadableContainer('unsupported', `${what} is not supported`);
}
