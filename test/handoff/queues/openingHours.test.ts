import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeOpeningHours } from '../../../src/handoff/queues/openingHours.js';
import { weekdays } from '../../../src/handoff/queues/queuesFile.js';

const step = 5 * 60_000;
const day = 86_400_000;

/** What clocks show each five minutes of three weeks, as text such as `2026-03-29 01:55`, so in the order of time. */
interface Clocks {
  readonly start: number;
  readonly shown: readonly string[];
}

function clocksOf(timeZone: string, middle: string): Clocks {
  const start = Date.parse(`${middle}T00:00Z`) - 10 * day;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const shown = Array.from({ length: (21 * day) / step }, (_, at) => format.format(start + at * step));
  return { start, shown };
}

/** Where clocks go forward, back, by half an hour, by a whole day, at midnight, or never. */
const zones = [
  ['Europe/Paris', '2026-03-29'],
  ['Europe/Paris', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Santiago', '2026-09-06'],
  ['Africa/Cairo', '2026-10-29'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-11-22'],
  ['Asia/Ho_Chi_Minh', '2026-12-31'],
  ['Pacific/Kiritimati', '2027-01-01'],
] as const;
const known = new Map<string, Clocks>();

function clocks(zone: number): Clocks {
  const [timeZone, middle] = zones[zone] ?? zones[0];
  const key = `${timeZone} ${middle}`;
  const found = known.get(key) ?? clocksOf(timeZone, middle);
  known.set(key, found);
  return found;
}

const two = (value: number): string => String(value).padStart(2, '0');
const hourOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** Borders of ranges within a day, ascending and each once: every second pair is open. */
const dayRanges = fc.uniqueArray(fc.integer({ min: 0, max: 48 }), { maxLength: 6 }).map((borders) => {
  const sorted = borders.toSorted((a, b) => a - b).map((half) => half * 30);
  const pairs: [number, number][] = [];
  for (let at = 0; at + 1 < sorted.length; at += 2) pairs.push([sorted[at] ?? 0, sorted[at + 1] ?? 0]);
  return pairs;
});

interface Sample {
  readonly week: readonly (readonly [number, number])[][];
  readonly holidays: ReadonlySet<string>;
}

/** By the definition alone: a shift lasts from the first moment at which the clocks have come to its begin to the last before its end. */
function shiftsBySight({ start, shown }: Clocks, { week, holidays }: Sample): [number, number][][] {
  const first = Date.parse(`${(shown[0] ?? '').slice(0, 10)}T00:00Z`);
  return Array.from({ length: 22 }, (_, at) => first + at * day).map((date) => {
    if (holidays.has(dateOf(date))) return [];
    return (week[new Date(date).getUTCDay()] ?? []).flatMap(([from, to]) => {
      const cut = to > 1440 && holidays.has(dateOf(date + day)) ? 1440 : to;
      const wall = (minutes: number) =>
        `${dateOf(date + Math.floor(minutes / 1440) * day)} ${hourOf(minutes % 1440)}`;
      const [opens, closes] = [wall(from), wall(cut)];
      const begin = shown.findIndex((text) => text >= opens);
      const end = shown.findLastIndex((text) => text < closes) + 1;
      return begin >= 0 && begin < end
        ? [[start + begin * step, start + end * step] as [number, number]]
        : [];
    });
  });
}

const samples = fc.record({
  zone: fc.nat({ max: zones.length - 1 }),
  days: fc.tuple(...weekdays.map(() => dayRanges)),
  /** A day's last range may run on into the next day, up to its first one. */
  night: fc.nat({ max: 6 }),
  holidays: fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 4 }),
  at: fc.array(fc.integer({ min: (3 * day) / step, max: (12 * day) / step }), {
    minLength: 20,
    maxLength: 40,
  }),
});

test('hours are what the clocks of the place show, by comparison with looking at each five minutes', () => {
  fc.assert(
    fc.property(samples, ({ zone, days, night, holidays, at }) => {
      const seen = clocks(zone);
      const week = days.map((ranges) => ranges.map((range) => [...range] as [number, number]));
      const last = week[night]?.at(-1);
      const limit = Math.min(week[(night + 1) % 7]?.[0]?.[0] ?? 1440, last?.[0] ?? 0);
      if (last && last[1] === 1440 && limit > 0) last[1] = 1440 + limit - 30;
      const closed = new Set(holidays.map((offset) => dateOf(seen.start + offset * day)));
      const hours = makeOpeningHours({
        timeZone: (zones[zone] ?? zones[0])[0],
        hours: Object.fromEntries(
          weekdays.map((name, index) => [
            name,
            (week[index] ?? []).map(
              ([from, to]) => `${hourOf(from)}-${to > 1440 ? hourOf(to - 1440) : hourOf(to)}`,
            ),
          ]),
        ),
        holidays: [...closed].map((date) => ({ date, name: 'closed' })),
      });
      const shifts = shiftsBySight(seen, { week, holidays: closed });
      const flat = shifts.flat();
      for (const index of at) {
        const instant = seen.start + index * step;
        const date = new Date(instant);
        const open = flat.some(([begin, end]) => begin <= instant && instant < end);
        expect([date.toISOString(), hours.isOpen(date)]).toEqual([date.toISOString(), open]);
        const next = Math.min(...flat.map(([begin]) => begin).filter((begin) => begin > instant));
        const sure = seen.start + 19 * day;
        if (next < sure) expect(hours.nextOpening(date).getTime()).toBe(next);
        const whole = shifts.find(([shift]) => shift !== undefined && shift[0] >= instant)?.at(-1)?.[1];
        if (whole !== undefined && whole < sure) expect(hours.fullOpeningDayEnd(date).getTime()).toBe(whole);
      }
    }),
    { numRuns: 100 },
  );
});

describe('by hand', () => {
  const at = (text: string) => new Date(text);
  const nights = makeOpeningHours({ timeZone: 'Europe/Paris', hours: { saturday: '22:00-06:00' } });

  test.each([
    // Clocks go from 02:00 to 03:00: seven hours.
    ['2026-03-28T20:59Z', false],
    ['2026-03-28T21:00Z', true],
    ['2026-03-29T03:59Z', true],
    ['2026-03-29T04:00Z', false],
    // Clocks go from 03:00 to 02:00: nine hours.
    ['2026-10-24T20:00Z', true],
    ['2026-10-25T04:59Z', true],
    ['2026-10-25T05:00Z', false],
  ])('the night shift on a night when clocks change: %s', (instant, open) => {
    expect(nights.isOpen(at(instant))).toBe(open);
  });

  test('an opening time that clocks jump over is when they jump', () => {
    const early = makeOpeningHours({ timeZone: 'Europe/Paris', hours: { sunday: '02:30-05:00' } });
    expect(early.nextOpening(at('2026-03-28T12:00Z'))).toEqual(at('2026-03-29T01:00Z'));
    expect(early.fullOpeningDayEnd(at('2026-03-28T12:00Z'))).toEqual(at('2026-03-29T03:00Z'));
  });

  test('Lord Howe goes back by half an hour', () => {
    const island = makeOpeningHours({ timeZone: 'Australia/Lord_Howe', hours: { sunday: '01:00-03:00' } });
    expect(island.nextOpening(at('2026-04-04T00:00Z'))).toEqual(at('2026-04-04T14:00Z'));
    expect(island.fullOpeningDayEnd(at('2026-04-04T00:00Z'))).toEqual(at('2026-04-04T16:30Z'));
  });

  test('a holiday ends the shift of its eve and begins none', () => {
    const shop = makeOpeningHours({
      timeZone: 'Asia/Kathmandu',
      hours: { thursday: '20:00-04:00', friday: '20:00-04:00', saturday: '10:00-12:00' },
      holidays: [{ date: '12-25', name: 'Christmas' }],
    });
    // Thursday 24 December 2026, midnight is 18:15 UTC.
    expect(shop.isOpen(at('2026-12-24T18:14Z'))).toBe(true);
    expect(shop.isOpen(at('2026-12-24T18:15Z'))).toBe(false);
    expect(shop.isOpen(at('2026-12-25T16:00Z'))).toBe(false);
    expect(shop.nextOpening(at('2026-12-24T18:15Z'))).toEqual(at('2026-12-26T04:15Z'));
  });

  test('29 February comes once in four years', () => {
    const shop = makeOpeningHours({
      timeZone: 'Etc/UTC',
      hours: { tuesday: '10:00-12:00' },
      holidays: [{ date: '02-29', name: 'Leap day' }],
    });
    expect(shop.isOpen(at('2028-02-29T11:00Z'))).toBe(false);
    expect(shop.isOpen(at('2028-03-07T11:00Z'))).toBe(true);
  });

  test('without hours it is always open, and a whole day is one of its own midnights', () => {
    const always = makeOpeningHours({ timeZone: 'Asia/Kathmandu' });
    expect(always.isOpen(at('2026-11-22T10:00Z'))).toBe(true);
    expect(always.fullOpeningDayEnd(at('2026-11-22T10:00Z'))).toEqual(at('2026-11-23T18:15Z'));
  });

  test('a queue that never opens does not make anybody search for ever', () => {
    const never = makeOpeningHours({
      timeZone: 'Etc/UTC',
      hours: { monday: '00:00-24:00' },
      holidays: Array.from({ length: 366 }, (_, index) => ({
        date: dateOf(Date.UTC(2024, 0, 1 + index)).slice(5),
        name: 'closed',
      })),
    });
    expect(never.nextOpening(at('2026-11-22T00:00Z'))).toEqual(at('2028-11-22T00:00Z'));
  });
});
