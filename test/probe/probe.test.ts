import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parseConnectTo } from '../../src/probe/connectTo.js';
import { makeOutboundPolicy } from '../../src/probe/outboundPolicy.js';
import { type ProbeOptions, probe } from '../../src/probe/probe.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';
import {
  bannerServer,
  cannedServer,
  closedPort,
  dripServer,
  type LabServer,
  labServer,
  oldLabServer,
  rawServer,
  silentServer,
} from '../lab/lab.js';
import { type Authority, type Issued, issue, makeAuthority } from '../lab/pki.js';
import { alertRecord, certificateMessage, flight, inRecords, serverHello, uint } from '../lab/tlsRecords.js';

const host = 'mail.contoso.com';
const open: LabServer[] = [];
let authority: Authority;
let leaf: Issued;

beforeAll(() => {
  authority = makeAuthority({ cn: 'Contoso Root' });
  leaf = issue({ authority, cn: host, sans: [{ dns: host }] });
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function started(server: Promise<LabServer>): Promise<number> {
  const running = await server;
  open.push(running);
  return running.port;
}

function look(port: number, options: Partial<ProbeOptions> = {}, name = host): Promise<ProbeRecord> {
  return probe(
    { host: name, port, path: '/', typed: `https://user:secret@${name}/` },
    {
      policy: null,
      clock: { now: () => new Date('2026-11-22T10:00:00Z') },
      http: false,
      resolve: async () => ['127.0.0.1'],
      ...options,
    },
  );
}

function base64(...certificates: readonly Issued[]): readonly string[] {
  return certificates.map(({ der }) => der.toString('base64'));
}

describe('a handshake that completes', () => {
  test('brings the chain exactly as sent, order, duplicates and extras included', async () => {
    const stranger = makeAuthority({ cn: 'Stranger' });
    const chain = [leaf, stranger, authority, authority] as const;
    const record = await look(await started(labServer({ chain })));
    expect(record).toMatchObject({
      target: `https://***@${host}/`,
      endpoint: { host, address: '127.0.0.1', sni: host },
      startedAt: '2026-11-22T10:00:00.000Z',
      addresses: ['127.0.0.1'],
      failure: null,
      server: null,
      tls: {
        version: 'TLSv1.3',
        versions: { 'TLSv1.3': true, 'TLSv1.2': true },
        clientCertificateRequested: false,
      },
    });
    expect(record.presentedChain).toEqual(base64(...chain));
    expect(record.tls?.authorizationError).not.toBeNull();
    expect(Object.keys(record.timings).sort()).toEqual(['dns', 'tcp', 'tls', 'total']);
  });

  test('tells TLS 1.2 alone from 1.3', async () => {
    const record = await look(await started(labServer({ chain: [leaf], maxVersion: 'TLSv1.2' })));
    expect(record.tls).toMatchObject({ version: 'TLSv1.2', versions: { 'TLSv1.3': false, 'TLSv1.2': true } });
  });

  test('reads the chain of a server of TLS 1.3 alone, adding nothing', async () => {
    const middle = makeAuthority({ cn: 'Contoso Issuing', issuer: authority });
    const below = issue({ authority: middle, cn: host, sans: [{ dns: host }] });
    const record = await look(await started(labServer({ chain: [below, middle], minVersion: 'TLSv1.3' })));
    expect(record.failure).toBeNull();
    expect(record.presentedChain).toEqual(base64(below, middle));
    expect(record.tls?.versions).toEqual({
      TLSv1: false,
      'TLSv1.1': false,
      'TLSv1.2': false,
      'TLSv1.3': true,
    });
  });

  test('completes with a server of TLS 1.0 alone', async () => {
    const record = await look(await started(oldLabServer({ chain: [leaf] })));
    expect(record.failure).toBeNull();
    expect(record.tls).toMatchObject({
      version: 'TLSv1',
      versions: { TLSv1: true, 'TLSv1.1': false, 'TLSv1.2': false, 'TLSv1.3': false },
    });
    expect(record.presentedChain).toEqual(base64(leaf));
  });

  test('sends the name, or none for an address', async () => {
    const other = issue({ authority, cn: 'other.contoso.com' });
    const port = await started(labServer({ chain: [other], sni: { name: host, chain: [leaf] } }));
    expect((await look(port)).presentedChain).toEqual(base64(leaf));
    const record = await look(port, {}, '127.0.0.1');
    expect(record.presentedChain).toEqual(base64(other));
    expect(record.endpoint.sni).toBeNull();
  });

  test('reads EC and Ed25519 certificates', async () => {
    for (const keyType of ['ec', 'ed25519'] as const) {
      const other = issue({ authority, cn: host, keyType });
      const record = await look(await started(labServer({ chain: [other] })));
      expect([keyType, record.failure, record.presentedChain]).toEqual([keyType, null, base64(other)]);
    }
  });
});

describe('failures, each with its code, phase and raw code', () => {
  test('refused', async () => {
    expect((await look(await closedPort())).failure).toMatchObject({
      code: 'refused',
      phase: 'tcp',
      raw: 'ECONNREFUSED',
    });
  });

  test('timeout of a silent server', async () => {
    const record = await look(await started(silentServer()), { deadlines: { tcp: 50, tls: 100 } });
    expect(record.failure).toMatchObject({ code: 'timeout', phase: 'tls', evidence: { receivedBytes: 0 } });
    expect(record.tls).toBeNull();
  });

  test('timeout of a dripping server, within the whole', async () => {
    const port = await started(dripServer(flight(0x0303, 0xc02f, [leaf.der]), 20));
    const record = await look(port, { timeoutMs: 200 });
    expect(record.failure).toMatchObject({ code: 'timeout', phase: 'tls' });
    expect(record.timings.total).toBeLessThan(2000);
  });

  test('not-tls with the banner', async () => {
    const record = await look(await started(bannerServer('220 mail.contoso.com ESMTP ready\r\n')));
    expect(record.failure).toMatchObject({
      code: 'not-tls',
      phase: 'tls',
      evidence: { banner: '220 mail.contoso.com ESMTP ready' },
    });
  });

  test('not-tls of a banner without an end, and of bytes that are no text', async () => {
    const half = await look(await started(bannerServer('* OK IMAP4')));
    expect(half.failure).toMatchObject({ code: 'not-tls', evidence: { banner: '* OK IMAP4' } });
    const noise = await look(await started(cannedServer(Buffer.from('000102030405060708090a', 'hex'))));
    expect(noise.failure).toMatchObject({
      code: 'not-tls',
      evidence: { firstBytes: '000102030405060708090a' },
    });
  });

  test('not-tls of a web server without TLS', async () => {
    const record = await look(await started(cannedServer(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'))));
    expect(record.failure).toMatchObject({
      code: 'not-tls',
      evidence: { banner: 'HTTP/1.1 400 Bad Request' },
    });
  });

  test('handshake-failure by an alert, named by its number', async () => {
    const record = await look(await started(cannedServer(alertRecord(40))));
    expect(record.failure).toMatchObject({ code: 'handshake-failure', raw: 'alert 40' });
    expect(record.tls).toMatchObject({ alert: 40, version: null });
  });

  test('handshake-failure of a server that hangs up', async () => {
    const record = await look(await started(rawServer((socket) => socket.once('data', () => socket.end()))));
    expect(record.failure).toMatchObject({ code: 'handshake-failure', raw: 'closed' });
  });

  test('tls-version by an alert', async () => {
    const record = await look(await started(cannedServer(alertRecord(70))));
    expect(record.failure).toMatchObject({ code: 'tls-version', raw: 'alert 70' });
  });

  test('tls-version of Windows Server 2003: TLS 1.0 with RC4 alone, the certificate beside it', async () => {
    const record = await look(await started(cannedServer(flight(0x0301, 0x0005, [leaf.der, authority.der]))));
    expect(record.failure).toMatchObject({
      code: 'tls-version',
      evidence: { version: 'TLSv1', cipher: 'RC4-SHA' },
    });
    expect(record.presentedChain).toEqual(base64(leaf, authority));
    expect(record.tls).toMatchObject({
      version: null,
      cipher: 'RC4-SHA',
      versions: { TLSv1: true, 'TLSv1.2': false },
    });
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('client-cert-required under %s', async (version) => {
    const options = {
      chain: [leaf],
      clientCertificate: 'required',
      minVersion: version,
      maxVersion: version,
    } as const;
    const record = await look(await started(labServer(options)), { http: true });
    expect(record.failure).toMatchObject({ code: 'client-cert-required', phase: 'tls' });
    expect(record.presentedChain).toEqual(base64(leaf));
    expect(record.tls?.clientCertificateRequested).toBe(true);
    expect(record.server).toBeNull();
  });

  test('a client certificate that is only wanted is no failure', async () => {
    const record = await look(await started(labServer({ chain: [leaf], clientCertificate: 'wanted' })));
    expect(record.failure).toBeNull();
    expect(record.tls?.clientCertificateRequested).toBe(true);
  });

  test('oversized by the length alone, and by the number of certificates', async () => {
    const huge = inRecords(0x0303, [
      serverHello(0x0303, 0xc02f),
      Buffer.concat([Buffer.from([11]), uint(10_000_000, 3), Buffer.alloc(1000)]),
    ]);
    expect((await look(await started(cannedServer(huge)))).failure).toMatchObject({
      code: 'oversized',
      raw: 'certificate-message',
      evidence: { size: 10_000_000 },
    });
    const many = inRecords(0x0303, [
      serverHello(0x0303, 0xc02f),
      certificateMessage(Array.from({ length: 10_000 }, () => Buffer.from([0x30, 0]))),
    ]);
    expect((await look(await started(cannedServer(many)))).failure).toMatchObject({
      code: 'oversized',
      raw: 'certificates',
    });
  });

  test('dns-failure, with the internal name told apart', async () => {
    const resolve = async (): Promise<never> => {
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    };
    expect((await look(443, { resolve })).failure).toEqual({
      code: 'dns-failure',
      phase: 'dns',
      raw: 'ENOTFOUND',
      evidence: { host },
    });
    for (const name of [
      'exch01',
      'mail.contoso.local',
      'mail.contoso.lan',
      'mail.corp',
      'mail.contoso.internal',
    ]) {
      const record = await look(443, { resolve }, name);
      expect([name, record.failure?.evidence]).toEqual([name, { host: name, internalName: true }]);
    }
  });

  test('dns-failure of a resolver that never answers or knows no address', async () => {
    const never = await look(443, { resolve: () => new Promise(() => {}), deadlines: { dns: 20 } });
    expect(never.failure).toMatchObject({ code: 'dns-failure', raw: 'timeout' });
    const none = await look(443, { resolve: async () => [] });
    expect(none.failure).toMatchObject({ code: 'dns-failure', raw: 'ENODATA' });
  });

  test('blocked before any connection', async () => {
    const server = await labServer({ chain: [leaf] });
    open.push(server);
    const policy = makeOutboundPolicy({
      allowedNetworks: [],
      allowedPorts: [[1, 65_535]],
      privateRangesAllowed: true,
      ownAddresses: [],
    });
    const record = await look(server.port, { policy });
    expect(record.failure).toEqual({
      code: 'blocked',
      phase: 'policy',
      raw: 'loopback',
      evidence: { address: '127.0.0.1', rule: 'loopback', setting: 'PROBE_ALLOWED_NETWORKS' },
    });
    expect(record.endpoint.address).toBeNull();
    expect(server.connections()).toBe(0);
  });

  test('an aborted probe ends at once', async () => {
    const control = new AbortController();
    const pending = look(await started(silentServer()), { signal: control.signal });
    setTimeout(() => control.abort(), 20);
    expect((await pending).failure).toMatchObject({ code: 'timeout', raw: 'aborted' });
    expect((await look(443, { signal: AbortSignal.abort() })).failure).toMatchObject({ raw: 'aborted' });
  });
});

describe('addresses', () => {
  test('are tried until one answers TLS', async () => {
    const port = await started(labServer({ chain: [leaf] }));
    const addresses = ['127.0.0.2', '127.0.0.1'];
    const record = await look(port, { resolve: async () => addresses });
    expect(record).toMatchObject({ addresses, failure: null, endpoint: { address: '127.0.0.1' } });
  });

  test('the failure that tells most stands when none answers', async () => {
    const silent = await started(silentServer());
    const record = await look(silent, {
      resolve: async () => ['127.0.0.2', '127.0.0.1'],
      deadlines: { tls: 50 },
    });
    expect(record).toMatchObject({
      failure: { code: 'timeout', phase: 'tls' },
      endpoint: { address: '127.0.0.1' },
    });
  });

  test('that the policy refuses are left out', async () => {
    const port = await started(labServer({ chain: [leaf] }));
    const policy = {
      check: (address: string) =>
        address === '127.0.0.1'
          ? ({ allowed: true } as const)
          : ({ allowed: false, rule: 'loopback', setting: 'PROBE_ALLOWED_NETWORKS' } as const),
    };
    const record = await look(port, { policy, resolve: async () => ['127.0.0.9', '127.0.0.1'] });
    expect(record).toMatchObject({ failure: null, endpoint: { address: '127.0.0.1' } });
  });

  test('connectTo leads elsewhere, the name stays', async () => {
    const port = await started(labServer({ chain: [leaf] }));
    const rule = parseConnectTo(`${host}:443:127.0.0.1:${port}`);
    if (!rule) throw new TypeError('the rule is well formed');
    const record = await look(443, { connectTo: [rule], resolve: async () => ['192.0.2.1'] });
    expect(record).toMatchObject({
      failure: null,
      endpoint: { host, port: 443, address: '127.0.0.1', sni: host },
    });
  });
});

describe('the HTTP look', () => {
  test('reads the headers of the path and of /owa/, credentials and body left alone', async () => {
    const port = await started(
      labServer({
        chain: [leaf],
        status: 401,
        headers: {
          server: 'Microsoft-IIS/7.5',
          'www-authenticate': ['Negotiate', 'NTLM', 'Basic realm="x"'],
        },
        owaHeaders: { 'x-owa-version': '14.3.123.4', 'x-feserver': 'EXCH01', server: 'Microsoft-IIS/7.5' },
      }),
    );
    const steps: string[] = [];
    const record = await look(port, { http: true, onStep: (step) => steps.push(step) });
    expect(record.server).toEqual({
      status: 401,
      server: 'Microsoft-IIS/7.5',
      owaVersion: '14.3.123.4',
      feServer: 'EXCH01',
      authenticate: ['Negotiate', 'NTLM', 'Basic realm="x"'],
      location: null,
    });
    expect(steps).toEqual(['dns', 'tcp', 'tls', 'http']);
    expect(record.timings.http).toBeGreaterThan(0);
  });

  test('works with TLS 1.0 and does not follow redirects', async () => {
    const port = await started(
      oldLabServer({ chain: [leaf], status: 302, headers: { location: 'https://192.0.2.1/' } }),
    );
    const record = await look(port, { http: true });
    expect(record.server).toMatchObject({ status: 302, location: 'https://192.0.2.1/', server: null });
  });

  test('headers beyond 16 kB bring nothing', async () => {
    const port = await started(labServer({ chain: [leaf], headers: { 'x-long': 'x'.repeat(20_000) } }));
    const record = await look(port, { http: true });
    expect(record).toMatchObject({ failure: null, server: null });
  });
});

test('no socket stays open behind a probe', async () => {
  const servers = await Promise.all([
    labServer({ chain: [leaf] }),
    labServer({ chain: [leaf], minVersion: 'TLSv1.3' }),
    labServer({ chain: [leaf], clientCertificate: 'required' }),
    silentServer(),
    bannerServer('220 x\r\n'),
  ]);
  open.push(...servers);
  for (const server of servers) {
    await look(server.port, { http: true, deadlines: { tls: 100 } });
    for (let patience = 0; server.open() > 0 && patience < 100; patience += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  expect(servers.map((server) => server.open())).toEqual([0, 0, 0, 0, 0]);
});
