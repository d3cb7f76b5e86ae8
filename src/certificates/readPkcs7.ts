import { derOf, elementsOf, isSequence, MalformedContainer, oidOf, readAsn1, tagged } from './forgeAsn1.js';
import { pemBlocks } from './pemBlocks.js';

export type Pkcs7Problem = 'too-large' | 'malformed' | 'not-pkcs7' | 'no-certificate';

export type Pkcs7Reading =
  /** DER of the certificates, in the order of the file, which in a .p7b means nothing. */
  | { readonly ok: true; readonly certificates: readonly Buffer[] }
  | { readonly ok: false; readonly problem: Pkcs7Problem };

const signedData = '1.2.840.113549.1.7.2';

/**
 * The certificates of a PKCS#7 container (.p7b, .p7c), DER, BER or PEM. Forge's own reader of messages throws as a
 * whole at the first EC certificate, so its ASN.1 tree is walked instead. Never throws; at most 1 MB.
 */
export function readPkcs7(bytes: Buffer): Pkcs7Reading {
  const tree = readAsn1(pemBlocks(bytes.toString('latin1', 0, 1_400_000))[0]?.der ?? bytes);
  if (typeof tree === 'string') return { ok: false, problem: tree };
  try {
    const [contentType, content] = elementsOf(tree);
    if (oidOf(contentType) !== signedData) return { ok: false, problem: 'not-pkcs7' };
    const bag = tagged(elementsOf(elementsOf(content)[0]), 0);
    // Extended and attribute certificates carry context tags.
    const certificates = bag ? elementsOf(bag).filter(isSequence).map(derOf) : [];
    return certificates.length > 0 ? { ok: true, certificates } : { ok: false, problem: 'no-certificate' };
  } catch (error) {
    if (error instanceof MalformedContainer) return { ok: false, problem: 'malformed' };
    throw error;
  }
}
