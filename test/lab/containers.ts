import { explicit, integer, objectIdentifier, sequence, setOf } from './derWriter.js';

/** A .p7b: SignedData without a signer, as Windows exports a chain (RFC 2315, 9.1). */
export function pkcs7Of(certificates: readonly Buffer[]): Buffer {
  const data = sequence(
    integer(1),
    setOf(),
    sequence(objectIdentifier('1.2.840.113549.1.7.1')),
    explicit(0, ...certificates),
    setOf(),
  );
  return sequence(objectIdentifier('1.2.840.113549.1.7.2'), explicit(0, data));
}
