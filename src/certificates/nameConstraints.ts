import { type DerElement, derChildren, derTag, MalformedDer } from './derReader.js';
import { type GeneralName, readGeneralName } from './generalName.js';

export interface NameConstraints {
  readonly permitted: readonly GeneralName[];
  readonly excluded: readonly GeneralName[];
}

export type ConstraintBreach =
  | { readonly kind: 'not-permitted' | 'excluded'; readonly name: GeneralName }
  /** More comparisons than any honest certificate needs; not carried out. */
  | { readonly kind: 'too-many'; readonly name: null };

/** Reads the NameConstraints extension (RFC 5280 4.2.1.10). Throws MalformedDer, also for malformed address ranges. */
export function readNameConstraints(value: DerElement): NameConstraints {
  if (value.tag !== derTag.sequence) throw new MalformedDer('name constraints that are no sequence');
  const lists = derChildren(value);
  // Both lists are of one subtree at least (RFC 5280 4.2.1.10); what an empty one was meant to allow nobody knows.
  if (lists.length === 0 || lists.some(({ content }) => holdsNoSubtree(content)))
    throw new MalformedDer('name constraints without a subtree');
  const subtrees = (tag: number) =>
    lists
      .filter((list) => list.tag === tag)
      .flatMap(derChildren)
      .map(readSubtree);
  return { permitted: subtrees(0xa0), excluded: subtrees(0xa1) };
}

const holdsNoSubtree = (content: Buffer): boolean => content.length === 0 || content.equals(nullValue);
const nullValue = Buffer.from([0x05, 0x00]);

function readSubtree(subtree: DerElement): GeneralName {
  const parts = derChildren(subtree);
  const base = parts[0];
  if (!base) throw new MalformedDer('a subtree without a base');
  const name = readGeneralName(base);
  if (name.kind === 'ip') checkRange(name.bytes);
  return name;
}

function checkRange(bytes: Buffer): void {
  if (bytes.length !== 8 && bytes.length !== 32) throw new MalformedDer('an address range of a wrong length');
  const mask = [...bytes.subarray(bytes.length / 2)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  if (mask.includes('01')) throw new MalformedDer('an address mask with holes');
}

const maxComparisons = 100_000;

/** The first name that the constraints forbid; null when all may stand. */
export function findBreach(
  names: readonly GeneralName[],
  constraints: NameConstraints,
): ConstraintBreach | null {
  const { permitted, excluded } = constraints;
  if (names.length * (permitted.length + excluded.length) > maxComparisons)
    return { kind: 'too-many', name: null };
  for (const name of names) {
    const forbidding = excluded.filter((subtree) => sameKind(name, subtree));
    if (forbidding.some((subtree) => name.kind === 'other' || touches(name, subtree)))
      return { kind: 'excluded', name };
    const allowing = permitted.filter((subtree) => sameKind(name, subtree));
    if (allowing.length > 0 && (isBrokenName(name) || !allowing.some((subtree) => isWithin(name, subtree))))
      return { kind: 'not-permitted', name };
  }
  return null;
}

function sameKind(name: GeneralName, subtree: GeneralName): boolean {
  if (name.kind === 'other' && subtree.kind === 'other') return name.tag === subtree.tag;
  return name.kind === subtree.kind;
}

function isWithin(name: GeneralName, subtree: GeneralName): boolean {
  if (name.kind === 'dns' && subtree.kind === 'dns') return isSubdomain(name.value, subtree.value);
  if (name.kind === 'email' && subtree.kind === 'email') return isMailWithin(name.value, subtree.value);
  if (name.kind === 'uri' && subtree.kind === 'uri') return isUriWithin(name.value, subtree.value);
  if (name.kind === 'ip' && subtree.kind === 'ip') return isAddressWithin(name.bytes, subtree.bytes);
  if (name.kind === 'directory' && subtree.kind === 'directory') {
    return subtree.name.canonicalParts.every((part, index) => part === name.name.canonicalParts[index]);
  }
  // Kinds that nobody can compare: an exclusion is taken to hit, a permission can't be shown to.
  return false;
}

/** Within an excluded subtree, or a wildcard that would stand for the subtree's own name. */
function touches(name: GeneralName, subtree: GeneralName): boolean {
  if (isWithin(name, subtree)) return true;
  if (name.kind !== 'dns' || subtree.kind !== 'dns' || !name.value.startsWith('*.')) return false;
  const base = subtree.value.toLowerCase().replace(/^\./, '');
  return base.includes('.') && base.slice(base.indexOf('.')) === name.value.slice(1).toLowerCase();
}

/** An empty label is no name, so no permission can mean it. */
function isBrokenName(name: GeneralName): boolean {
  return name.kind === 'dns' && name.value.replace(/\.$/, '').split('.').includes('');
}

/** A leading dot, as some authorities write it, is taken like none. */
function isSubdomain(host: string, base: string): boolean {
  const suffix = base.toLowerCase().replace(/^\./, '');
  const name = host.toLowerCase();
  return suffix === '' || name === suffix || name.endsWith(`.${suffix}`);
}

function isMailWithin(address: string, base: string): boolean {
  if (base.includes('@')) return address.toLowerCase() === base.toLowerCase();
  const host = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return base.startsWith('.') ? host.endsWith(base.toLowerCase()) : host === base.toLowerCase();
}

function isUriWithin(uri: string, base: string): boolean {
  const host = URL.canParse(uri) ? new URL(uri).hostname.toLowerCase() : '';
  return base.startsWith('.') ? host.endsWith(base.toLowerCase()) : host === base.toLowerCase();
}

function isAddressWithin(address: Buffer, range: Buffer): boolean {
  if (range.length !== address.length * 2) return false;
  return address.every((byte, index) => {
    const mask = range[address.length + index] ?? 0;
    return (byte & mask) === ((range[index] ?? 0) & mask);
  });
}
