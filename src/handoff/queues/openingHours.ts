import { rangesOf, readRange } from './hourRange.js';
import { makeLocalTime } from './localTime.js';
import { type QueueEntry, weekdays } from './queuesFile.js';

/**
 * When a queue is open. A shift belongs to the day on which it begins: on a holiday none begins, and one of the eve ends at
 * midnight. Where clocks jump over an opening time, it opens when they do; an hour that clocks show twice is open twice.
 */
export interface OpeningHours {
  isOpen(at: Date): boolean;
  /** The next opening after an instant. Two years on, when it does not open before. */
  nextOpening(after: Date): Date;
  /** When the first opening day that begins at or after an instant has ended. */
  fullOpeningDayEnd(from: Date): Date;
}

/** Half-open, in ms since 1970. */
interface Shift {
  readonly start: number;
  readonly end: number;
}

const minute = 60_000;
const day = 86_400_000;
const horizon = 731;

export function makeOpeningHours({
  timeZone,
  hours,
  holidays = [],
}: Pick<QueueEntry, 'timeZone' | 'hours' | 'holidays'>): OpeningHours {
  const local = makeLocalTime(timeZone);
  const week = weekdays.map((name) =>
    rangesOf(hours === undefined ? '00:00-24:00' : hours[name])
      .map(readRange)
      .toSorted((a, b) => a.from - b.from),
  );
  const closed = new Set(holidays.map(({ date }) => date));

  /** A day is held as the midnight with which it would begin in UTC. */
  const dayOf = (instant: number): number => Math.floor(local.at(instant) / day) * day;
  const isHoliday = (date: number): boolean => {
    const name = new Date(date).toISOString().slice(0, 10);
    return closed.has(name) || closed.has(name.slice(5));
  };
  const shiftsOf = (date: number): readonly Shift[] => {
    const ranges = week[new Date(date).getUTCDay()] ?? [];
    if (ranges.length === 0 || isHoliday(date)) return [];
    return ranges
      .map(({ from, to }) => ({
        start: local.first(date + from * minute),
        end: local.last(date + (to > 1440 && isHoliday(date + day) ? 1440 : to) * minute),
      }))
      .filter(({ start, end }) => start < end);
  };
  const search = <Found>(from: Date, find: (shifts: readonly Shift[]) => Found | undefined): Found | null => {
    const today = dayOf(from.getTime());
    for (let days = 0; days <= horizon; days += 1) {
      const found = find(shiftsOf(today + days * day));
      if (found !== undefined) return found;
    }
    return null;
  };
  const late = (from: Date): Date => new Date(from.getTime() + horizon * day);

  return {
    isOpen(at) {
      const instant = at.getTime();
      const today = dayOf(instant);
      return [today - day, today].some((date) =>
        shiftsOf(date).some(({ start, end }) => start <= instant && instant < end),
      );
    },
    nextOpening(after) {
      const found = search(after, (shifts) => shifts.find(({ start }) => start > after.getTime()));
      return found === null ? late(after) : new Date(found.start);
    },
    fullOpeningDayEnd(from) {
      const end = search(from, (shifts) => {
        const [first] = shifts;
        return first !== undefined && first.start >= from.getTime() ? shifts.at(-1)?.end : undefined;
      });
      return end === null ? late(from) : new Date(end);
    },
  };
}
