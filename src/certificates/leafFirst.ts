import type { Certificate } from './certificate.js';

/**
 * The certificates of a container, where the order means nothing, with the server's own one first: the one that a
 * private key of the file belongs to, else one that has issued none of the others, an authority last.
 */
export function leafFirst(
  certificates: readonly Certificate[],
  ofPrivateKey: Buffer | null = null,
): readonly Certificate[] {
  const leaf =
    certificates.find(({ der }) => ofPrivateKey?.equals(der) === true) ??
    certificates.find(
      (one) => issuedNothing(one, certificates) && one.extensions.basicConstraints?.ca !== true,
    ) ??
    certificates.find((one) => issuedNothing(one, certificates)) ??
    certificates[0];
  return leaf ? [leaf, ...certificates.filter((certificate) => certificate !== leaf)] : [];
}

function issuedNothing(one: Certificate, certificates: readonly Certificate[]): boolean {
  return !certificates.some(
    (other) => other.issuer.canonical === one.subject.canonical && !other.der.equals(one.der),
  );
}
