import type { ServerGeneration } from './diagnosis.js';

type Exchange = NonNullable<ServerGeneration['exchange']>;

/** First build of an update; its security updates raise only the number after it. */
type Update = readonly [build: number, name: string];

/**
 * The third number of Exchange's builds, by the first two (Microsoft's list "Exchange Server build numbers and release
 * dates"). 2007 and 2010 count their service packs in the second number instead.
 */
const updates: { readonly [majorMinor: string]: readonly Update[] } = {
  '8.0': [[0, 'RTM']],
  '8.1': [[0, 'SP1']],
  '8.2': [[0, 'SP2']],
  '8.3': [[0, 'SP3']],
  '14.0': [[0, 'RTM']],
  '14.1': [[0, 'SP1']],
  '14.2': [[0, 'SP2']],
  '14.3': [[0, 'SP3']],
  '15.0': numbered(
    '516 620 712 775 847 913 995 1044 1076 1104 1130 1156 1178 1210 1236 1263 1293 1320 1347 1365 1367 1395 1473 1497',
  ),
  '15.1': numbered(
    '225 396 466 544 669 845 1034 1261 1415 1466 1531 1591 1713 1779 1847 1913 1979 2044 2106 2176 2242 2308 2375 2507',
  ),
  '15.2': numbered('221 330 397 464 529 595 659 721 792 858 922 986 1118 1258 1544 1748'),
};

/** RTM, then one cumulative update after the other. */
function numbered(builds: string): readonly Update[] {
  return builds.split(' ').map((build, index) => [Number(build), index === 0 ? 'RTM' : `CU${index}`]);
}

/** Exchange 2019 and Subscription Edition share 15.2; the edition begins with this build (July 2025). */
const firstSubscriptionBuild = 2562;

/** 2016 CU23 and 2019 CU12 (April 2022) took `-RequestFile`, `-FileName` and half of the EAC's certificate pages away. */
const shellOnlyFrom: { readonly [majorMinor: string]: number } = { '15.1': 2507, '15.2': 1118 };

const exchangeOfVersion: { readonly [majorMinor: string]: Exchange } = {
  '15.0': '2013',
  '15.1': '2016',
  '15.2': '2019',
};
const exchangeOfMajor: { readonly [major: string]: Exchange } = { '6': '2003', '8': '2007', '14': '2010' };

export interface ExchangeRelease {
  readonly exchange: Exchange;
  readonly update: ServerGeneration['update'];
  readonly certificatePages: ServerGeneration['certificatePages'];
}

/** What a build such as `15.2.1118.7` is; null for builds of no known Exchange. */
export function exchangeRelease(build: string): ExchangeRelease | null {
  const [major = '', minor = '', number] = build.split('.');
  const line = `${major}.${minor}`;
  const named = exchangeOfVersion[line] ?? exchangeOfMajor[major] ?? null;
  if (named === null) return null;
  const counted = number === undefined ? null : Number(number);
  if (line === '15.2' && counted !== null && counted >= firstSubscriptionBuild)
    return { exchange: 'se', update: null, certificatePages: 'reduced' };
  const border = shellOnlyFrom[line];
  return {
    exchange: named,
    update: updateOf(line, counted),
    certificatePages:
      border === undefined || counted === null ? null : counted < border ? 'whole' : 'reduced',
  };
}

function updateOf(line: string, build: number | null): string | null {
  const known = updates[line] ?? [];
  // A second number that counts service packs tells them without the third.
  if (build === null) return known.length === 1 ? (known[0]?.[1] ?? null) : null;
  return known.findLast(([first]) => first <= build)?.[1] ?? null;
}
