import { expect, test } from '@jest/globals';
import { serverGeneration } from '../../src/diagnosis/serverGeneration.js';
import type { ServerHints } from '../../src/probe/probeRecord.js';

const at = new Date('2026-06-01T00:00:00Z');
const silent: ServerHints = {
  status: 401,
  server: null,
  owaVersion: null,
  feServer: null,
  authenticate: [],
  location: null,
};

test.each([
  ['Microsoft-IIS/6.0', '2003'],
  ['Microsoft-IIS/7.0', '2008'],
  ['Microsoft-IIS/7.5', '2008r2'],
  ['Microsoft-IIS/8.0', '2012'],
  ['Microsoft-IIS/8.5', '2012r2'],
  ['Microsoft-IIS/10.0', '2016+'],
  ['nginx', null],
])('%s is Windows Server %s', (server, windows) => {
  const generation = serverGeneration({ ...silent, server }, 'mail.contoso.com', at);
  expect(generation.windows).toBe(windows);
  expect(generation.because).toEqual(windows === null ? [] : [`Server: ${server}`]);
});

test.each([
  ['6.5.7638.1', '2003'],
  ['8.3.159.0', '2007'],
  ['14.3.123.4', '2010'],
  ['15.0.1497.2', '2013'],
  ['15.1.2507.6', '2016'],
  ['15.2.1748.10', '2019'],
  ['15.2.2562.17', 'se'],
  ['16.0.1.1', null],
  ['15.1', '2016'],
])('X-OWA-Version %s is Exchange %s', (owaVersion, exchange) => {
  expect(serverGeneration({ ...silent, owaVersion }, 'mail.contoso.com', at)).toMatchObject({
    exchange,
    build: owaVersion,
  });
});

test.each(['outlook.office365.com', 'outlook.office.com', 'contoso-com.mail.protection.outlook.com'])(
  '%s is Exchange Online, whatever it says of itself',
  (host) => {
    expect(
      serverGeneration({ ...silent, owaVersion: '15.20.1.1', server: 'Microsoft-IIS/10.0' }, host, at),
    ).toMatchObject({
      exchange: 'online',
      windows: null,
    });
  },
);

test('headers that tell nothing leave everything open', () => {
  const unknown = {
    exchange: null,
    update: null,
    build: null,
    certificatePages: null,
    windows: null,
    supportEnded: { exchange: null, windows: null },
    because: [],
  };
  expect(serverGeneration(null, null, at)).toEqual(unknown);
  expect(
    serverGeneration({ ...silent, owaVersion: 'x'.repeat(50), server: '' }, 'notoffice365.com', at),
  ).toEqual(unknown);
});

const generationOf = (owaVersion: string | null, iis: string | null, day: string) =>
  serverGeneration(
    { ...silent, owaVersion, server: iis && `Microsoft-IIS/${iis}` },
    'mail.contoso.com',
    new Date(day),
  );

test.each([
  ['8.3.159.0', 'SP3', null],
  ['14.1', 'SP1', null],
  ['15.0.847.32', 'CU4', null],
  ['15.0.1497.48', 'CU23', null],
  ['15.1.225.42', 'RTM', 'whole'],
  ['15.1.2375.32', 'CU22', 'whole'],
  ['15.1.2507.6', 'CU23', 'reduced'],
  ['15.1', null, null],
  ['15.2.986.5', 'CU11', 'whole'],
  ['15.2.1118.40', 'CU12', 'reduced'],
  ['15.2.1748.10', 'CU15', 'reduced'],
  ['15.2.2562.17', null, 'reduced'],
  ['15.2.100.1', null, 'whole'],
  ['6.5.7638.1', null, null],
] as const)(
  'build %s is the update %s, and its certificate pages are %s',
  (build, update, certificatePages) => {
    expect(generationOf(build, null, '2026-06-01')).toMatchObject({ update, certificatePages });
  },
);

test.each([
  ['14.3.123.4', '7.5', '2020-01-14T23:00:00Z', null, null],
  ['14.3.123.4', '7.5', '2020-01-15', null, '2020-01-14'],
  ['14.3.123.4', '7.5', '2026-06-01', '2020-10-13', '2020-01-14'],
  ['15.2.1118.7', '10.0', '2025-10-14T12:00:00Z', null, null],
  ['15.2.1118.7', '10.0', '2025-10-15', '2025-10-14', null],
  ['15.2.2562.17', '10.0', '2030-01-01', null, null],
  [null, '6.0', '2026-06-01', null, '2015-07-14'],
])('%s on IIS %s at %s has lost support on %s and %s', (build, iis, day, exchange, windows) => {
  expect(generationOf(build, iis, day).supportEnded).toEqual({ exchange, windows });
});
