/** The longest validity that a public authority may give to a server's certificate issued from that day on. */
export interface PublicLifetime {
  readonly from: Date;
  readonly days: number;
}

/** CA/Browser Forum baseline requirements 6.3.2, the newest rule first. */
const lifetimes: readonly PublicLifetime[] = [
  { from: new Date('2029-03-15T00:00:00Z'), days: 47 },
  { from: new Date('2027-03-15T00:00:00Z'), days: 100 },
  { from: new Date('2026-03-15T00:00:00Z'), days: 200 },
  { from: new Date('2020-09-01T00:00:00Z'), days: 398 },
];

/** The rule for a certificate issued at that time; null before there was one that counts today. */
export function publicLifetime(issued: Date): PublicLifetime | null {
  return lifetimes.find(({ from }) => issued >= from) ?? null;
}

/** The rule that comes next; null after the last one. */
export function nextPublicLifetime(at: Date): PublicLifetime | null {
  return lifetimes.findLast(({ from }) => at < from) ?? null;
}
