/** Open hours that begin on one day, in minutes of its local time; `to` is beyond 1440 when they run over midnight. */
export interface HourRange {
  readonly from: number;
  readonly to: number;
}

export function rangesOf(ranges: string | readonly string[] | undefined): readonly string[] {
  if (ranges === undefined) return [];
  return typeof ranges === 'string' ? [ranges] : ranges;
}

/** Reads `08:00-12:30`, `22:00-06:00` or `00:00-24:00`. */
export function readRange(range: string): HourRange {
  const [from = 0, to = 0] = range.split('-').map(minutesOf);
  return { from, to: to < from ? to + 24 * 60 : to };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
