/** A Retry-After header in milliseconds from `now`: seconds or an HTTP date (RFC 9110, 10.2.3); null for none. */
export function retryAfter(header: string | null | undefined, now: Date): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now.getTime() : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
