const pemKey = 'PRIVATE KEY-----';

/**
 * Whether a file holds a private key, or is a container that is made to hold one: PEM (also in UTF-16), PKCS#8, PKCS#1,
 * SEC 1, PKCS#12 as DER or bare base64, Java key store, PuTTY key.
 */
export function holdsPrivateKey(bytes: Buffer): boolean {
  if (bytes.includes(pemKey) || bytes.includes(pemKey, 0, 'utf16le') || bytes.includes(bigEndianPemKey))
    return true;
  if (beginsWith(bytes, 'feedfeed') || beginsWith(bytes, 'cececece')) return true;
  if (bytes.includes('PuTTY-User-Key-File-')) return true;
  return isKeyDer(bytes) || isKeyDer(bareBase64(bytes));
}

const bigEndianPemKey = Buffer.from(pemKey, 'utf16le').swap16();

function beginsWith(bytes: Buffer, hex: string): boolean {
  return bytes.toString('hex', 0, hex.length / 2) === hex;
}

/**
 * Keys and PKCS#12 begin with a version number, certificates and PKCS#7 with another sequence or an object identifier. An
 * encrypted PKCS#8 key begins with the identifier of its PKCS#5 or PKCS#12 encryption.
 */
function isKeyDer(bytes: Buffer): boolean {
  const inner = contentOf(bytes);
  if (inner === null) return false;
  if (/^0201(?:00|01|03)/.test(inner.toString('hex', 0, 3))) return true;
  const identifier = contentOf(inner);
  return identifier !== null && /^06(?:09|0a)2a864886f70d01(?:05|0c)/.test(identifier.toString('hex', 0, 12));
}

/** What is inside of a DER or BER sequence; null when the bytes begin with none. */
function contentOf(bytes: Buffer): Buffer | null {
  if (bytes[0] !== 0x30 || bytes.length < 8) return null;
  const length = bytes[1] ?? 0;
  // 0x80: of indefinite length, as Java writes containers.
  const skipped = length < 0x80 ? 0 : length - 0x80;
  return skipped > 4 ? null : bytes.subarray(2 + skipped);
}

/** The beginning of a file that is nothing but base64. */
function bareBase64(bytes: Buffer): Buffer {
  const head = bytes.toString('latin1', 0, 400).replace(/\s|\0|^(?:\xef\xbb\xbf|\xff\xfe)/g, '');
  return /^M[A-Za-z0-9+/]+=*$/.test(head) ? Buffer.from(head, 'base64') : Buffer.alloc(0);
}
