import { isKeyDer } from './isKeyDer.js';
import { maskPrivateKeys } from './maskPrivateKeys.js';

/**
 * Whether a file holds a private key, or is a container that is made to hold one: DER, Java key store, PVK, PuTTY key, and
 * everything that a text may wrap one in, also in UTF-16.
 */
export function holdsPrivateKey(bytes: Buffer): boolean {
  if (isKeyDer(bytes) || magics.some((magic) => bytes.toString('hex', 0, magic.length / 2) === magic))
    return true;
  return textsOf(bytes).some(
    (text) => text.includes('PuTTY-User-Key-File-') || maskPrivateKeys(text) !== text,
  );
}

/** Java key stores of both kinds, and Windows' PVK. */
const magics: readonly string[] = ['feedfeed', 'cececece', '1ef1b5b0'];

/** A byte of zero is in every UTF-16 text of ours, and in no other. */
function textsOf(bytes: Buffer): readonly string[] {
  const text = bytes.toString('utf8');
  if (!bytes.subarray(0, 4_096).includes(0)) return [text];
  const pairs = bytes.subarray(0, bytes.length & ~1);
  return [text, pairs.toString('utf16le'), Buffer.from(pairs).swap16().toString('utf16le')];
}
