import type { Locale } from './locales.js';

const minute = 60_000;
const hour = 60 * minute;

/** "about" is the text's business: a time to wait in whole minutes, from an hour and a half on in hours. */
export function writtenDuration(ms: number, locale: Locale): string {
  const inHours = ms >= 1.5 * hour;
  const count = Math.max(1, inHours ? Math.round(ms / hour) : Math.ceil(ms / minute));
  const unit = inHours ? 'hour' : 'minute';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** Weekday, day and time of an ISO 8601 instant as clocks there show it: `Monday, November 23, 09:00`. */
export function writtenMoment(iso: string, locale: Locale, timeZone: string): string {
  const date = new Date(iso);
  const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const time = new Intl.DateTimeFormat(locale, {
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone },
  });
  return `${day.format(date)}, ${time.format(date)}`;
}
