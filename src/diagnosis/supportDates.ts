import type { ServerGeneration } from './diagnosis.js';

/** Last day of extended support, ISO 8601, by Microsoft's lifecycle pages; null: still supported, or not one product. */
const exchangeEnds = {
  '2003': '2014-04-08',
  '2007': '2017-04-11',
  '2010': '2020-10-13',
  '2013': '2023-04-11',
  '2016': '2025-10-14',
  '2019': '2025-10-14',
  se: null,
  online: null,
} as const satisfies Record<NonNullable<ServerGeneration['exchange']>, string | null>;

// IIS 10 alone can't tell 2016 from 2025, whose support ends at different times.
const windowsEnds = {
  '2003': '2015-07-14',
  '2008': '2020-01-14',
  '2008r2': '2020-01-14',
  '2012': '2023-10-10',
  '2012r2': '2023-10-10',
  '2016+': null,
} as const satisfies Record<NonNullable<ServerGeneration['windows']>, string | null>;

/** The products whose support had ended before that day. */
export function endedSupport(
  { exchange, windows }: Pick<ServerGeneration, 'exchange' | 'windows'>,
  at: Date,
): ServerGeneration['supportEnded'] {
  return {
    exchange: exchange === null ? null : past(exchangeEnds[exchange], at),
    windows: windows === null ? null : past(windowsEnds[windows], at),
  };
}

function past(lastDay: string | null, at: Date): string | null {
  return lastDay !== null && at.toISOString().slice(0, 10) > lastDay ? lastDay : null;
}
