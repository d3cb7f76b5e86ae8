import { afterEach, describe, expect, test } from '@jest/globals';
import type { FetchSurroundings } from '../../../src/probe/boundedFetch.js';
import { fetchFromCertificate } from '../../../src/probe/followUp/fetchFromCertificate.js';
import { makeOutboundPolicy } from '../../../src/probe/outboundPolicy.js';
import { httpServer, type LabHttpServer, type LabPage } from '../../lab/httpServer.js';
import { closedPort, dripServer, type LabServer, rawServer, silentServer } from '../../lab/lab.js';

const open: (LabServer | LabHttpServer)[] = [];
const body = Buffer.from('what the certificate points to');

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function started<Server extends LabServer | LabHttpServer>(server: Promise<Server>): Promise<Server> {
  const running = await server;
  open.push(running);
  return running;
}

const serve = (pages: { [path: string]: LabPage }) => started(httpServer(pages));

async function fetched(url: string, more: Partial<FetchSurroundings> & { signal?: AbortSignal } = {}) {
  const { signal = new AbortController().signal, ...surroundings } = more;
  const result = await fetchFromCertificate(
    { url, signal },
    { policy: null, resolve: async () => ['127.0.0.1'], connectTo: [], ...surroundings },
  );
  return result.ok ? result.bytes.toString() : result.problem;
}

function redirect(location: string): LabPage {
  // Not writeHead(): restify, which another test of this process may have loaded, replaces it by one that returns nothing.
  return (response) => {
    response.statusCode = 302;
    response.setHeader('location', location);
    response.end();
  };
}

describe('what is fetched', () => {
  test('comes from the address that the name leads to, asked for by name', async () => {
    const server = await serve({ '/ca.cer?x=1': body });
    expect(await fetched(`http://pki.contoso.com:${server.port}/ca.cer?x=1#part`)).toBe(String(body));
    expect(server.asked).toMatchObject([{ path: '/ca.cer?x=1', host: `pki.contoso.com:${server.port}` }]);
  });

  test('may be elsewhere on the same host', async () => {
    const server = await serve({ '/old': redirect('/new'), '/new': body });
    expect(await fetched(server.url('/old'))).toBe(String(body));
  });

  test('comes from the second address where the first refuses', async () => {
    const server = await serve({ '/': body });
    const resolve = async () => ['::1', '127.0.0.1'];
    expect(await fetched(`http://pki.contoso.com:${server.port}/`, { resolve })).toBe(String(body));
  });

  test('goes where --connect-to says', async () => {
    const server = await serve({ '/': body });
    const rule = { fromHost: 'pki.contoso.com', fromPort: 80, toHost: '127.0.0.1', toPort: server.port };
    expect(await fetched('http://pki.contoso.com/', { connectTo: [rule] })).toBe(String(body));
  });
});

describe('what is not', () => {
  test.each([
    'https://pki.contoso.com/ca.cer',
    'ldap:///CN=Contoso',
    'file:///etc/passwd',
    'http://user:secret@pki.contoso.com/',
    `http://pki.contoso.com/${'a'.repeat(2000)}`,
    'ca.cer',
    '',
  ])('%.40s is no address for it', async (url) => {
    const resolve = () => Promise.reject(new Error('must not be asked'));
    expect(await fetched(url, { resolve })).toBe('url');
  });

  test.each([
    'http://pki.fabrikam.com/',
    'http://127.0.0.1:1/',
    'https://127.0.0.1/',
    'file:///etc/passwd',
    'http://[',
  ])('a redirect to %s', async (location) => {
    const server = await serve({ '/': redirect(location) });
    expect(await fetched(server.url('/'))).toBe('redirect');
  });

  test('a redirect that leads back to itself', async () => {
    const server = await serve({ '/': redirect('/') });
    expect(await fetched(server.url('/'))).toBe('redirect');
    expect(server.asked.length).toBe(3);
  });

  test('more than one megabyte, announced or not', async () => {
    const page = Buffer.alloc(1024 * 1024 + 1);
    const server = await serve({
      '/announced': page,
      '/endless': (response) => {
        const more = (): void => void (response.writable && response.write(page.subarray(0, 65_536), more));
        more();
      },
      '/whole': page.subarray(1),
    });
    expect(await fetched(server.url('/announced'))).toBe('too-large');
    expect(await fetched(server.url('/endless'))).toBe('too-large');
    expect((await fetched(server.url('/whole'))).length).toBe(1024 * 1024);
  });

  test('an error page', async () => {
    const server = await serve({});
    expect(await fetched(server.url('/'))).toBe('status 404');
  });

  test('what nobody serves, or no name leads to', async () => {
    expect(await fetched(`http://127.0.0.1:${await closedPort()}/`)).toBe('unreachable');
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await fetched('http://pki.contoso.com/', { resolve })).toBe('dns');
  });

  test('what is no HTTP, or breaks off', async () => {
    const garbage = await started(rawServer((socket) => socket.end('220 mail ESMTP\r\n')));
    expect(await fetched(`http://127.0.0.1:${garbage.port}/`)).toBe('unreachable');
    const short = await serve({
      '/': (response) => {
        response.setHeader('content-length', 100);
        response.write('short', () => response.socket?.destroy());
      },
    });
    expect(await fetched(short.url('/'))).toBe('unreachable');
  });

  test('what takes longer than three seconds, silent or by drops', async () => {
    const silent = await started(silentServer());
    const drip = await started(dripServer(Buffer.from(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(1000)}`), 20));
    const begin = performance.now();
    const both = [silent, drip].map(({ port }) => fetched(`http://127.0.0.1:${port}/`));
    expect(await Promise.all(both)).toEqual(['timeout', 'timeout']);
    expect(performance.now() - begin).toBeLessThan(4000);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([silent.open(), drip.open()]).toEqual([0, 0]);
  });

  test('what is under way when the probe ends', async () => {
    const silent = await started(silentServer());
    expect(await fetched(`http://127.0.0.1:${silent.port}/`, { signal: AbortSignal.timeout(50) })).toBe(
      'timeout',
    );
    expect(await fetched(`http://127.0.0.1:${silent.port}/`, { signal: AbortSignal.abort() })).toBe(
      'timeout',
    );
  });
});

describe('the outbound policy', () => {
  const closed = { allowedNetworks: [], allowedPorts: [], privateRangesAllowed: true, ownAddresses: [] };

  test('is asked about the address connected to, before any connection', async () => {
    const server = await serve({ '/': body });
    const policy = makeOutboundPolicy({ ...closed, allowedPorts: [[server.port, server.port]] });
    expect(await fetched(server.url('/'), { policy })).toBe('blocked');
    expect(await fetched(`http://pki.contoso.com:${server.port}/`, { policy })).toBe('blocked');
    expect(await fetched(`http://2130706433:${server.port}/`, { policy })).toBe('blocked');
    expect(server.asked).toEqual([]);
    const open = makeOutboundPolicy({
      ...closed,
      allowedNetworks: ['127.0.0.0/8'],
      allowedPorts: [[server.port, server.port]],
    });
    expect(await fetched(server.url('/'), { policy: open })).toBe(String(body));
  });

  test.each([
    [80, 'certificate-url', true],
    [80, 'endpoint', false],
    [443, 'endpoint', true],
    [443, 'certificate-url', false],
    [25, 'certificate-url', false],
    [8080, 'certificate-url', false],
    [9001, 'certificate-url', true],
    [443, 'file', true],
    [80, 'file', false],
    [25, 'file', false],
    [9001, 'file', true],
  ] as const)('port %d for %s: %s', (port, use, allowed) => {
    const policy = makeOutboundPolicy({ ...closed, allowedPorts: [[9000, 9010]] });
    expect(policy.check('93.184.216.34', port, use).allowed).toBe(allowed);
  });
});
