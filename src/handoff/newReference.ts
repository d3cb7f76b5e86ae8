/** Crockford's base 32: no letters that are taken for digits, none that is taken for another when spoken. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A case's number for people, such as `TD-7K3F9Q`: a thousand million of them. `random` gives 0 ≤ x < 1. */
export function newReference(random: () => number): string {
  const drawn = Array.from({ length: 6 }, () => letters[Math.floor(random() * letters.length)]);
  return `TD-${drawn.join('')}`;
}
