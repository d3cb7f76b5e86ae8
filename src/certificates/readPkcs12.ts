import {
  type Asn1,
  bytesOf,
  elementsOf,
  MalformedContainer,
  numberOf,
  oidOf,
  readAsn1,
  tagged,
} from './forgeAsn1.js';
import { type Decryption, makeDecryption, UnreadableContainer } from './pkcs12Decryption.js';

export type Pkcs12Problem =
  | 'too-large'
  | 'malformed'
  | 'wrong-password'
  /** An encryption that no reader of today switches on, or integrity by a public key. */
  | 'unsupported'
  /** The key derivation would take minutes: an attack, or a mistake. */
  | 'too-costly'
  | 'no-certificate';

export type Pkcs12Reading =
  | {
      readonly ok: true;
      /** DER of the certificates, in the order of the file, which means nothing. */
      readonly certificates: readonly Buffer[];
      /** The certificate that a private key of the file belongs to, by the key's localKeyId. */
      readonly ofPrivateKey: Buffer | null;
    }
  | { readonly ok: false; readonly problem: Pkcs12Problem };

/**
 * The certificates of a PKCS#12 container (.pfx, .p12), EC and Ed25519 too. Of a private key only the attributes
 * beside it are read: it is never decrypted. Forge's own reader decrypts it, so forge's ASN.1 tree is walked instead.
 * Never throws; at most 1 MB. Blocks for up to seconds while the key is derived, so for the command line only.
 */
export function readPkcs12(bytes: Buffer, password: string): Pkcs12Reading {
  const reading = readWith(bytes, password);
  if (reading.ok || reading.problem !== 'wrong-password' || password !== '') return reading;
  // "No password" is two things in PKCS#12, and tools differ in which of them they write.
  return readWith(bytes, null);
}

function readWith(bytes: Buffer, password: string | null): Pkcs12Reading {
  const tree = readAsn1(bytes);
  if (typeof tree === 'string') return { ok: false, problem: tree };
  try {
    const bags = readBags(tree, makeDecryption(password));
    const [first] = bags.certificates;
    if (!first) return { ok: false, problem: 'no-certificate' };
    const owner = bags.certificates.find(({ id }) => id !== null && bags.keyIds.includes(id));
    return {
      ok: true,
      certificates: bags.certificates.map(({ der }) => der),
      ofPrivateKey: owner?.der ?? null,
    };
  } catch (error) {
    if (error instanceof WrongPassword) return { ok: false, problem: 'wrong-password' };
    if (error instanceof UnreadableContainer) return { ok: false, problem: error.problem };
    if (error instanceof MalformedContainer) return { ok: false, problem: 'malformed' };
    throw error;
  }
}

class WrongPassword extends Error {
  override readonly name = 'WrongPassword';
}

interface Bags {
  readonly certificates: { readonly der: Buffer; readonly id: string | null }[];
  readonly keyIds: string[];
}

const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signed: '1.2.840.113549.1.7.2',
  encrypted: '1.2.840.113549.1.7.6',
} as const;

/** RFC 7292, 4. */
function readBags(pfx: Asn1, decryption: Decryption): Bags {
  const [version, authSafe, macData] = elementsOf(pfx);
  if (numberOf(version) !== 3) throw new MalformedContainer('no PKCS#12 of version 3');
  const [type, content] = elementsOf(authSafe);
  if (oidOf(type) === contentTypes.signed)
    throw new UnreadableContainer('unsupported', 'integrity by a public key is not supported');
  const safe = bytesOf(elementsOf(content)[0]);
  if (macData && decryption.verify(safe, macData) === false) throw new WrongPassword();
  const bags: Bags = { certificates: [], keyIds: [] };
  for (const part of elementsOf(asn1Of(safe))) readPart(part, decryption, bags);
  return bags;
}

function readPart(part: Asn1, decryption: Decryption, bags: Bags): void {
  const [type, content] = elementsOf(part);
  const inner = elementsOf(content)[0];
  const name = oidOf(type);
  if (name === contentTypes.data) {
    readSafe(asn1Of(bytesOf(inner)), bags, 0);
    return;
  }
  if (name !== contentTypes.encrypted)
    throw new UnreadableContainer('unsupported', `a part of the type ${name} is not supported`);
  const encryptedInfo = elementsOf(elementsOf(inner)[1]);
  const [, algorithm] = encryptedInfo;
  if (!algorithm) throw new MalformedContainer('no encryption algorithm');
  const plain = decryption.decrypt(bytesOf(tagged(encryptedInfo, 0)), algorithm);
  const safe = plain ? readAsn1(plain) : 'malformed';
  // With a wrong key one padding in 256 looks right; what comes out is noise.
  if (typeof safe === 'string') throw new WrongPassword();
  readSafe(safe, bags, 0);
  plain?.fill(0);
}

const certificateBag = '1.2.840.113549.1.12.10.1.3';
const nestedSafe = '1.2.840.113549.1.12.10.1.6';
const keyBags: readonly string[] = ['1.2.840.113549.1.12.10.1.1', '1.2.840.113549.1.12.10.1.2'];
const x509Certificate = '1.2.840.113549.1.9.22.1';

function readSafe(safe: Asn1, bags: Bags, depth: number): void {
  if (depth > 4) throw new MalformedContainer('safes nested too deeply');
  for (const bag of elementsOf(safe)) {
    const [type, value, attributes] = elementsOf(bag);
    const name = oidOf(type);
    const id = localKeyId(attributes);
    if (keyBags.includes(name) && id !== null) bags.keyIds.push(id);
    if (name === nestedSafe) readSafe(only(value), bags, depth + 1);
    if (name === certificateBag) {
      const [kind, wrapped] = elementsOf(only(value));
      if (oidOf(kind) === x509Certificate) bags.certificates.push({ der: bytesOf(only(wrapped)), id });
    }
  }
}

function localKeyId(attributes: Asn1 | undefined): string | null {
  for (const attribute of attributes ? elementsOf(attributes) : []) {
    const [type, values] = elementsOf(attribute);
    if (oidOf(type) === '1.2.840.113549.1.9.21') return bytesOf(only(values)).toString('hex');
  }
  return null;
}

function only(wrapper: Asn1 | undefined): Asn1 {
  const [inner] = elementsOf(wrapper);
  if (!inner) throw new MalformedContainer('an empty element');
  return inner;
}

function asn1Of(bytes: Buffer): Asn1 {
  const tree = readAsn1(bytes);
  if (typeof tree === 'string') throw new MalformedContainer(`a part is ${tree}`);
  return tree;
}
