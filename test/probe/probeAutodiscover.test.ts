import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { makeOutboundPolicy } from '../../src/probe/outboundPolicy.js';
import { type AutodiscoverOptions, probeAutodiscover } from '../../src/probe/probeAutodiscover.js';
import { closedPort, type LabServer, labServer, silentServer } from '../lab/lab.js';
import { type Issued, issue } from '../lab/pki.js';

const open: LabServer[] = [];
let certificate: Issued;

beforeAll(() => {
  certificate = issue({ authority: 'self', cn: 'mail.contoso.com', sans: [{ dns: 'mail.contoso.com' }] });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function started(server: Promise<LabServer>): Promise<number> {
  const running = await server;
  open.push(running);
  return running.port;
}

const web = () => started(labServer({ chain: [certificate] }));

/** Hosts that lead somewhere, by their port on the loopback address; any other is unknown to DNS. */
function options(
  hosts: { readonly [host: string]: number },
  more: Partial<AutodiscoverOptions> = {},
): AutodiscoverOptions {
  return {
    policy: null,
    clock: { now: () => new Date('2026-11-22T10:00:00Z') },
    http: false,
    timeoutMs: 2000,
    connectTo: Object.entries(hosts).map(([fromHost, toPort]) => ({
      ...{ fromHost, fromPort: null, toHost: '127.0.0.1', toPort },
    })),
    resolve: async (name) => {
      throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
    },
    resolveSrv: async () => [],
    ...more,
  };
}

const srv = (name: string, more: object = {}) => ({ name, port: 443, priority: 0, weight: 0, ...more });

test('the name before the domain before the SRV record, each with what it gave', async () => {
  const port = await web();
  const hosts = { 'autodiscover.contoso.com': port, 'contoso.com': port, 'mail.contoso.com': port };
  const record = await probeAutodiscover(
    'contoso.com',
    options(hosts, { resolveSrv: async () => [srv('mail.contoso.com')] }),
  );
  expect(record.endpoint).toMatchObject({
    host: 'autodiscover.contoso.com',
    sni: 'autodiscover.contoso.com',
  });
  expect(record.presentedChain).toHaveLength(1);
  expect(record.autodiscover).toEqual([
    { via: 'name', host: 'autodiscover.contoso.com', port: 443, outcome: 'answered' },
    { via: 'root', host: 'contoso.com', port: 443, outcome: 'answered' },
    { via: 'srv', host: 'mail.contoso.com', port: 443, outcome: 'answered' },
  ]);
});

test('the SRV target when nothing else answers: the lowest priority, then the greatest weight', async () => {
  const asked: string[] = [];
  const resolveSrv = async (name: string) => {
    asked.push(name);
    return [
      srv('backup.contoso.com', { priority: 20, weight: 100 }),
      srv('light.contoso.com', { priority: 10, weight: 1 }),
      srv('mail.contoso.com', { priority: 10, weight: 5, port: 8443 }),
    ];
  };
  const hosts = { 'mail.contoso.com': await web(), 'contoso.com': await closedPort() };
  const record = await probeAutodiscover('contoso.com', options(hosts, { resolveSrv }));
  expect(asked).toEqual(['_autodiscover._tcp.contoso.com']);
  expect(record.endpoint).toMatchObject({ host: 'mail.contoso.com', port: 8443 });
  expect(record.autodiscover?.map(({ outcome }) => outcome)).toEqual(['dns-failure', 'refused', 'answered']);
});

test.each([
  ['no record', async () => []],
  ['no answer of the DNS', () => new Promise<never>(() => {})],
  ['an error of the DNS', async () => Promise.reject(Object.assign(new Error(), { code: 'ESERVFAIL' }))],
  ['"not here" (RFC 2782)', async () => [srv('')]],
  ['a target that is no host', async () => [srv('a b/@c')]],
  ['a port that is none', async () => [srv('mail.contoso.com', { port: 0 })]],
])('%s is told as no record', async (_what, resolveSrv) => {
  const record = await probeAutodiscover('contoso.com', options({}, { resolveSrv, timeoutMs: 4000 }));
  expect(record.autodiscover?.at(-1)).toEqual({ via: 'srv', host: null, port: 443, outcome: 'no-record' });
});

test('where none answers, the first that is more than an unknown name is told', async () => {
  const record = await probeAutodiscover('contoso.com', options({ 'contoso.com': await closedPort() }));
  expect(record).toMatchObject({ endpoint: { host: 'contoso.com' }, failure: { code: 'refused' } });
  const unknown = await probeAutodiscover('contoso.com', options({}));
  expect(unknown).toMatchObject({
    endpoint: { host: 'autodiscover.contoso.com' },
    failure: { code: 'dns-failure' },
  });
});

test('a host that stays silent delays the others no longer than half of the time', async () => {
  const hosts = { 'autodiscover.contoso.com': await started(silentServer()), 'contoso.com': await web() };
  const begin = performance.now();
  const record = await probeAutodiscover('contoso.com', options(hosts, { timeoutMs: 1000 }));
  expect(record.endpoint.host).toBe('contoso.com');
  expect(record.autodiscover?.[0]?.outcome).toBe('timeout');
  expect(performance.now() - begin).toBeLessThan(1800);
});

test('the policy binds every look, the SRV target included', async () => {
  const policy = makeOutboundPolicy({
    ...{ allowedNetworks: [], allowedPorts: [], privateRangesAllowed: false, ownAddresses: [] },
  });
  const record = await probeAutodiscover(
    'contoso.com',
    options(
      {},
      {
        policy,
        resolve: async () => ['127.0.0.1'],
        resolveSrv: async () => [srv('mail.contoso.com', { port: 22 })],
      },
    ),
  );
  expect(record.failure?.code).toBe('blocked');
  expect(record.autodiscover?.map(({ outcome }) => outcome)).toEqual(['blocked', 'blocked', 'blocked']);
});
