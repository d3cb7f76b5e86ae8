import type { Clock } from '../../base/clock.js';

/** The moment at which every written conversation begins: the recorded certificates are of that time. */
export const conversationDay = new Date('2026-11-22T10:00:00Z');

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

  /** Lets a time such as `30m`, `2h` or `3d` pass. */
  pass(time: string): void {
    const [, count = '0', unit = 'm'] = /^(\d+)([mhd])$/.exec(time) ?? [];
    const minutes = unit === 'd' ? 24 * 60 : unit === 'h' ? 60 : 1;
    this.#now = new Date(this.#now.getTime() + Number(count) * minutes * 60_000);
  }
}
