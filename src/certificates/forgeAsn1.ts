import forge from 'node-forge';
import { type BerProblem, checkBer } from './berElements.js';

export type Asn1 = forge.asn1.Asn1;

/** Thrown inside src/certificates only, where a container is not built as its standard says. */
export class MalformedContainer extends Error {
  override readonly name = 'MalformedContainer';
}

/** Forge's tree of the first element. Bit strings stay bytes: forge would take some of them for structures. */
export function readAsn1(bytes: Buffer): Asn1 | BerProblem {
  const problem = checkBer(bytes);
  if (problem !== null) return problem;
  try {
    // The typings lack the options that bound and calm the reader.
    const options = { strict: true, parseAllBytes: false, decodeBitStrings: false };
    return forge.asn1.fromDer(bytes.toString('latin1'), options as unknown as boolean);
  } catch {
    return 'malformed';
  }
}

/** The elements of a constructed one. */
export function elementsOf(element: Asn1 | undefined): readonly Asn1[] {
  if (!element || !Array.isArray(element.value)) throw new MalformedContainer('an element without a content');
  return element.value;
}

/** The element with that context tag. */
export function tagged(elements: readonly Asn1[], tag: number): Asn1 | undefined {
  return elements.find(
    ({ tagClass, type }) => tagClass === forge.asn1.Class.CONTEXT_SPECIFIC && Number(type) === tag,
  );
}

export function oidOf(element: Asn1 | undefined): string {
  if (element?.type !== forge.asn1.Type.OID || typeof element.value !== 'string') {
    throw new MalformedContainer('no object identifier where one belongs');
  }
  return forge.asn1.derToOid(element.value);
}

/** The bytes of a string type; an octet string in pieces, as BER allows, is put together. */
export function bytesOf(element: Asn1 | undefined): Buffer {
  if (!element) throw new MalformedContainer('no string where one belongs');
  if (typeof element.value === 'string') return Buffer.from(element.value, 'latin1');
  return Buffer.concat(element.value.map(bytesOf));
}

/** A non-negative INTEGER of at most 32 bits. */
export function numberOf(element: Asn1 | undefined): number {
  const bytes = bytesOf(element);
  if (
    element?.type !== forge.asn1.Type.INTEGER ||
    bytes.length === 0 ||
    bytes.length > 5 ||
    (bytes[0] ?? 0) > 0x7f
  )
    throw new MalformedContainer('no small number where one belongs');
  return bytes.readUIntBE(0, bytes.length);
}

export function isSequence({ tagClass, type }: Asn1): boolean {
  return tagClass === forge.asn1.Class.UNIVERSAL && type === forge.asn1.Type.SEQUENCE;
}

/** Its DER, as it came where it was DER. */
export function derOf(element: Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(element).getBytes(), 'latin1');
}
