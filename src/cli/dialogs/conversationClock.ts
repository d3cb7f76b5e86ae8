import type { Clock } from '../../base/clock.js';

/** The moment at which every written conversation begins: the recorded certificates are of that time. */
export const conversationDay = new Date('2026-11-22T10:00:00Z');

const unitsMs: { readonly [unit: string]: number } = { min: 60_000, h: 3_600_000, d: 86_400_000 };

/** A clock that stands still until a conversation moves it. */
export class ConversationClock implements Clock {
  #now = conversationDay;

  now(): Date {
    return this.#now;
  }

  /** Back to the moment at which conversations begin. */
  reset(): void {
    this.#now = conversationDay;
  }

  /** Lets a time such as `20min`, `2h` or `3d` pass. */
  pass(time: string): void {
    const [, count = '0', unit = ''] = /^(\d+)(\D+)$/.exec(time) ?? [];
    const ms = Number(count) * (unitsMs[unit] ?? 0);
    this.#now = new Date(this.#now.getTime() + ms);
  }
}
