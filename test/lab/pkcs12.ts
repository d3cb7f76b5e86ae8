import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import forge from 'node-forge';
import { der, explicit, integer, objectIdentifier, octetString, sequence, setOf } from './derWriter.js';

export interface Pkcs12Options {
  readonly certificates: readonly Buffer[];
  /** The certificate whose private key is in the file; the key itself is noise, since nobody may read it. */
  readonly withKeyOf?: Buffer;
  /** Null is the absent password. */
  readonly password: string | null;
  readonly scheme?: 'aes' | 'triple-des' | 'rc2-40' | 'rc2-128' | 'plain' | 'unknown';
  readonly hash?: 'sha1' | 'sha256' | 'sha512';
  readonly iterations?: number;
  readonly mac?: boolean;
}

const keyId = Buffer.from('01000000', 'hex');
const salt = Buffer.from('73616c7473616c74', 'hex');
const contentInfo = (oid: string, content: Buffer) => sequence(objectIdentifier(oid), explicit(0, content));
const localKeyId = setOf(sequence(objectIdentifier('1.2.840.113549.1.9.21'), setOf(octetString(keyId))));

/** A .pfx (RFC 7292) with the key in a part of its own, as Windows and OpenSSL write it. */
export function pkcs12Of(options: Pkcs12Options): Buffer {
  const bags = options.certificates.map((certificate) =>
    sequence(
      objectIdentifier('1.2.840.113549.1.12.10.1.3'),
      explicit(
        0,
        sequence(objectIdentifier('1.2.840.113549.1.9.22.1'), explicit(0, octetString(certificate))),
      ),
      ...(certificate === options.withKeyOf ? [localKeyId] : []),
    ),
  );
  const keyBag = sequence(
    objectIdentifier('1.2.840.113549.1.12.10.1.2'),
    explicit(
      0,
      sequence(sequence(objectIdentifier('1.2.840.113549.1.5.13')), octetString(Buffer.from('noise'))),
    ),
    localKeyId,
  );
  const data = '1.2.840.113549.1.7.1';
  const parts = [
    certificatesPart(sequence(...bags), options),
    ...(options.withKeyOf ? [contentInfo(data, octetString(sequence(keyBag)))] : []),
  ];
  const safe = sequence(...parts);
  return sequence(
    integer(3),
    contentInfo(data, octetString(safe)),
    ...(options.mac === false ? [] : [macOf(safe, options)]),
  );
}

function certificatesPart(safe: Buffer, options: Pkcs12Options): Buffer {
  const { scheme = 'aes' } = options;
  if (scheme === 'plain') return contentInfo('1.2.840.113549.1.7.1', octetString(safe));
  const { algorithm, encrypted } = scheme === 'aes' ? pbes2(safe, options) : pbes1(safe, scheme, options);
  const info = sequence(objectIdentifier('1.2.840.113549.1.7.1'), algorithm, der(0x80, encrypted));
  return contentInfo('1.2.840.113549.1.7.6', sequence(integer(0), info));
}

function pbes2(plain: Buffer, { password, hash = 'sha256', iterations = 2000 }: Pkcs12Options) {
  const prf = { sha1: '1.2.840.113549.2.7', sha256: '1.2.840.113549.2.9', sha512: '1.2.840.113549.2.11' }[
    hash
  ];
  const iv = Buffer.alloc(16, 9);
  const key = pbkdf2Sync(password ?? '', salt, counted(iterations), 32, hash);
  const derivation = sequence(
    octetString(salt),
    integer(iterations),
    ...(hash === 'sha1' ? [] : [sequence(objectIdentifier(prf), der(0x05))]),
  );
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const algorithm = sequence(
    objectIdentifier('1.2.840.113549.1.5.13'),
    sequence(
      sequence(objectIdentifier('1.2.840.113549.1.5.12'), derivation),
      sequence(objectIdentifier('2.16.840.1.101.3.4.1.42'), octetString(iv)),
    ),
  );
  return { algorithm, encrypted: Buffer.concat([cipher.update(plain), cipher.final()]) };
}

const oldSchemes = {
  'triple-des': ['1.2.840.113549.1.12.1.3', 24],
  'rc2-128': ['1.2.840.113549.1.12.1.5', 16],
  'rc2-40': ['1.2.840.113549.1.12.1.6', 5],
  unknown: ['1.2.840.113549.1.12.1.1', 16],
} as const;

function pbes1(plain: Buffer, scheme: keyof typeof oldSchemes, options: Pkcs12Options) {
  const [oid, keyBytes] = oldSchemes[scheme];
  const iterations = options.iterations ?? 2000;
  const algorithm = sequence(objectIdentifier(oid), sequence(octetString(salt), integer(iterations)));
  const key = derive(options.password, 1, iterations, keyBytes, 'sha1');
  const iv = derive(options.password, 2, iterations, 8, 'sha1');
  if (scheme !== 'triple-des') return { algorithm, encrypted: rc2(plain, key, iv) };
  const cipher = createCipheriv('des-ede3-cbc', key, iv);
  return { algorithm, encrypted: Buffer.concat([cipher.update(plain), cipher.final()]) };
}

function rc2(plain: Buffer, key: Buffer, iv: Buffer): Buffer {
  const cipher = forge.rc2.createEncryptionCipher(key.toString('latin1'), key.length * 8);
  cipher.start(iv.toString('latin1'));
  cipher.update(forge.util.createBuffer(plain.toString('latin1')));
  cipher.finish();
  return Buffer.from(cipher.output.getBytes(), 'latin1');
}

function macOf(safe: Buffer, { password, hash = 'sha256', iterations = 2000 }: Pkcs12Options): Buffer {
  const oid = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1', sha512: '2.16.840.1.101.3.4.2.3' }[
    hash
  ];
  const rounds = counted(iterations);
  const key = derive(password, 3, rounds, { sha1: 20, sha256: 32, sha512: 64 }[hash], hash);
  const digest = createHmac(hash, key).update(safe).digest();
  return sequence(
    sequence(sequence(objectIdentifier(oid), der(0x05)), octetString(digest)),
    octetString(salt),
    integer(rounds),
  );
}

function derive(
  password: string | null,
  id: 1 | 2 | 3,
  iterations: number,
  length: number,
  hash: 'sha1' | 'sha256' | 'sha512',
): Buffer {
  const key = forge.pkcs12.generateKey(
    password,
    forge.util.createBuffer(salt.toString('latin1')),
    id as unknown as forge.Byte,
    counted(iterations),
    length,
    forge.md[hash].create(),
  );
  return Buffer.from(key.getBytes(), 'latin1');
}

/** The declared number may be absurd; nobody is going to count that far. */
const counted = (iterations: number): number => Math.min(Math.max(iterations, 1), 2000);
