import { integer, objectIdentifier, octetString, setOf } from './derWriter.js';

/** A .p7b in BER of indefinite lengths, with its content in pieces: as Java and old browsers write it. */
export function endlessPkcs7Of(certificates: readonly Buffer[]): Buffer {
  const data = endless(
    0x30,
    integer(1),
    setOf(),
    endless(
      0x30,
      objectIdentifier('1.2.840.113549.1.7.1'),
      endless(0xa0, endless(0x24, octetString(Buffer.from('x')))),
    ),
    endless(0xa0, ...certificates),
    setOf(),
  );
  return endless(0x30, objectIdentifier('1.2.840.113549.1.7.2'), endless(0xa0, data));
}

function endless(tag: number, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])]);
}
