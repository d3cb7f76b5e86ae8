/**
 * Whether bytes begin as a private key, or as a container that is made to hold one, does in DER or BER: PKCS#8, PKCS#1,
 * SEC 1, PKCS#12. Keys and PKCS#12 begin with a version number, certificates and PKCS#7 with another sequence or an object
 * identifier. An encrypted PKCS#8 key begins with the identifier of its PKCS#5 or PKCS#12 encryption. 21 bytes are enough.
 */
export function isKeyDer(bytes: Buffer): boolean {
  const inner = contentOf(bytes);
  if (inner === null) return false;
  // The version, and behind it what a key goes on with: a sequence, an integer or a string.
  if (/^0201(?:00|01|03)(?:02|04|30)/.test(inner.toString('hex', 0, 4))) return true;
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
