/** What clocks show in a time zone. A local time is held as the instant (ms) that it would be in UTC. */
export interface LocalTime {
  /** What the clocks show at an instant, to the second. */
  at(instant: number): number;
  /** The first instant at which the clocks show this time or a later one. */
  first(local: number): number;
  /** The instant after the last one at which they show an earlier time: where clocks go back, an hour comes twice. */
  last(local: number): number;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const second = 1_000;
const day = 86_400_000;

/** @param timeZone IANA name; Intl throws a RangeError for any other */
export function makeLocalTime(timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23' },
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
    second: 'numeric',
  });
  const at = (instant: number): number => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  };

  /** The instants at which the clocks show it, in order, by the offsets that hold a day before and after. */
  const shown = (local: number): readonly number[] => {
    const offsets = [local - day, local + day].map((instant) => at(instant) - instant);
    return offsets
      .map((offset) => local - offset)
      .filter((instant) => at(instant) === local)
      .toSorted((a, b) => a - b);
  };

  /** Clocks go forward over it: the instant at which they do. */
  const gapEnd = (local: number): number => {
    let [before, after] = [local - day, local + day];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (at(middle) < local) before = middle;
      else after = middle;
    }
    return after;
  };

  return {
    at,
    first: (local) => shown(local)[0] ?? gapEnd(local),
    last: (local) => shown(local).findLast((instant) => at(instant - second) < local) ?? gapEnd(local),
  };
}
