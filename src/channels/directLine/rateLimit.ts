export interface RateLimit {
  /** Takes one piece of the caller's allowance: 0 when there was one, else the seconds until the next. */
  take(caller: string): number;
}

/** A token bucket a caller; the callers not seen for longest are forgotten beyond `maxCallers`. `now` in milliseconds. */
export function makeRateLimit(options: {
  readonly burst: number;
  readonly perSecond: number;
  readonly maxCallers: number;
  readonly now: () => number;
}): RateLimit {
  const { burst, perSecond, maxCallers, now } = options;
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(caller) {
      const at = now();
      const known = buckets.get(caller);
      const passed = known === undefined ? 0 : Math.max(0, at - known.at) / 1000;
      const left = known === undefined ? burst : Math.min(burst, known.left + passed * perSecond);
      const taken = left >= 1;
      // Set anew, so that the map's order is the order of last use.
      buckets.delete(caller);
      buckets.set(caller, { left: taken ? left - 1 : left, at });
      if (buckets.size > maxCallers) forgetOldest(buckets);
      return taken ? 0 : Math.ceil((1 - left) / perSecond);
    },
  };
}

function forgetOldest(buckets: Map<string, unknown>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}
