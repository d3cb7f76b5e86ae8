import type { Clock } from '../base/clock.js';

/** So many conversations within one window are a flood that the channel's own 429 has to stop. */
const KEPT = 10_000;

/** At most `count` in any `windowMs`, for each key. */
export class Throttle {
  readonly #clock: Clock;
  readonly #count: number;
  readonly #windowMs: number;
  readonly #recent = new Map<string, number[]>();

  constructor(clock: Clock, count: number, windowMs: number) {
    this.#clock = clock;
    this.#count = count;
    this.#windowMs = windowMs;
  }

  /** Takes a place and returns 0, or takes none and returns how many milliseconds to wait. */
  take(key: string): number {
    const now = this.#clock.now().getTime();
    const recent = (this.#recent.get(key) ?? []).filter((at) => at > now - this.#windowMs);
    const oldest = recent[0];
    if (oldest !== undefined && recent.length >= this.#count) return oldest + this.#windowMs - now;
    recent.push(now);
    if (this.#recent.size >= KEPT) this.#recent.clear();
    this.#recent.set(key, recent);
    return 0;
  }
}
