import fc from 'fast-check';

/** A change to a piece of bytes, by place (0 to 1 of the length) so that it fits whatever it is applied to. */
export interface Mutation {
  readonly kind: 'flip' | 'set' | 'cut' | 'insert' | 'repeat' | 'truncate' | 'length';
  readonly place: number;
  readonly value: number;
}

const mutation: fc.Arbitrary<Mutation> = fc
  .tuple(fc.nat(99), fc.nat(0xffff), fc.nat(255))
  .map(([kind, place, value]) => ({ kind: kindOf(kind), place: place / 0x10000, value }));

export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, {
  minLength: 1,
  maxLength: 4,
});

function kindOf(roll: number): Mutation['kind'] {
  if (roll < 35) return 'flip';
  if (roll < 55) return 'set';
  if (roll < 70) return 'length';
  if (roll < 80) return 'insert';
  if (roll < 90) return 'cut';
  return roll < 96 ? 'repeat' : 'truncate';
}

export function mutate(bytes: Buffer, changes: readonly Mutation[]): Buffer {
  return changes.reduce(applyOne, bytes);
}

function applyOne(bytes: Buffer, { kind, place, value }: Mutation): Buffer {
  const at = Math.floor(place * bytes.length);
  const some = 1 + (value & 31);
  switch (kind) {
    case 'flip':
      return withByte(bytes, at, (bytes[at] ?? 0) ^ (1 << (value & 7)));
    case 'set':
      return withByte(bytes, at, value);
    case 'length':
      // The octets in which DER and TLS say how long things are.
      return withByte(bytes, at, [0, 1, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xff][value & 7] ?? 0);
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), Buffer.alloc(some, value), bytes.subarray(at)]);
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + some)]);
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, at + some), bytes.subarray(at)]);
    case 'truncate':
      return bytes.subarray(0, at);
  }
}

function withByte(bytes: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  if (at < copy.length) copy[at] = value;
  return copy;
}
