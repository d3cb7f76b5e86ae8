import { expect, test } from '@jest/globals';
import { serverGeneration } from '../../src/diagnosis/serverGeneration.js';
import type { ServerHints } from '../../src/probe/probeRecord.js';

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
  const generation = serverGeneration({ ...silent, server }, 'mail.contoso.com');
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
  expect(serverGeneration({ ...silent, owaVersion }, 'mail.contoso.com')).toMatchObject({
    exchange,
    build: owaVersion,
  });
});

test.each(['outlook.office365.com', 'outlook.office.com', 'contoso-com.mail.protection.outlook.com'])(
  '%s is Exchange Online, whatever it says of itself',
  (host) => {
    expect(
      serverGeneration({ ...silent, owaVersion: '15.20.1.1', server: 'Microsoft-IIS/10.0' }, host),
    ).toMatchObject({
      exchange: 'online',
      windows: null,
    });
  },
);

test('headers that tell nothing leave everything open', () => {
  const unknown = { exchange: null, build: null, windows: null, because: [] };
  expect(serverGeneration(null, null)).toEqual(unknown);
  expect(serverGeneration({ ...silent, owaVersion: 'x'.repeat(50), server: '' }, 'notoffice365.com')).toEqual(
    unknown,
  );
});
