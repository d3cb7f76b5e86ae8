import type { Clock } from '../../base/clock.js';

/** What certificates pointed to, kept while it is valid. */
export interface FetchCache {
  get(key: string): Buffer | null;
  /** Keeps it until then, at most a day: a revocation list of a month would hide a revocation as long. */
  keep(key: string, bytes: Buffer, until: Date): void;
  /** Whether that host was silent a moment ago: a firewall that drops packets would cost each probe its patience. */
  isSilent(host: string): boolean;
  keepSilent(host: string): void;
}

export interface FetchCacheLimits {
  readonly entries: number;
  readonly bytes: number;
}

const longestMs = 24 * 60 * 60_000;
const silenceMs = 60_000;

/** In memory; when it is full, what was kept first goes first. */
export function makeFetchCache(
  clock: Clock,
  limits: FetchCacheLimits = { entries: 500, bytes: 32 * 1024 * 1024 },
): FetchCache {
  const kept = new Map<string, { readonly bytes: Buffer; readonly until: number }>();
  const silent = new Map<string, number>();
  let total = 0;
  const drop = (key: string): void => {
    total -= kept.get(key)?.bytes.length ?? 0;
    kept.delete(key);
  };
  return {
    isSilent: (host) => (silent.get(host) ?? 0) > clock.now().getTime(),
    keepSilent(host) {
      silent.delete(host);
      silent.set(host, clock.now().getTime() + silenceMs);
      for (const oldest of silent.keys()) {
        if (silent.size <= limits.entries) break;
        silent.delete(oldest);
      }
    },
    get(key) {
      const entry = kept.get(key);
      if (entry && entry.until > clock.now().getTime()) return entry.bytes;
      if (entry) drop(key);
      return null;
    },
    keep(key, bytes, until) {
      const now = clock.now().getTime();
      const end = Math.min(until.getTime(), now + longestMs);
      if (end <= now || bytes.length > limits.bytes) return;
      drop(key);
      kept.set(key, { bytes, until: end });
      total += bytes.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= limits.entries && total <= limits.bytes) break;
        drop(oldest);
      }
    },
  };
}
