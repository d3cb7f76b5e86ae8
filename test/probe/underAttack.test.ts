import { randomBytes } from 'node:crypto';
import tls from 'node:tls';
import { afterEach, describe, expect, test } from '@jest/globals';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { type ProbeOptions, probe } from '../../src/probe/probe.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';
import { noAnchors } from '../certificates/readIssued.js';
import { type FloodServer, floodServer } from '../lab/floodServer.js';
import { cannedServer, dripServer, type LabServer, labServer, rawServer } from '../lab/lab.js';
import { chainPem, issue, makeAuthority } from '../lab/pki.js';
import {
  alertRecord,
  certificateMessage,
  flight,
  inRecords,
  message,
  record,
  serverHello,
  uint,
} from '../lab/tlsRecords.js';

const host = 'mail.contoso.com';
const authority = makeAuthority({ cn: 'Contoso Root' });
const leaf = issue({ authority, cn: host, sans: [{ dns: host }] });
const open: LabServer[] = [];
/** Whole probes are given this long; what is over it must not be waited for. */
const timeoutMs = 600;
const slack = 1500;
/** All connections of a probe together: what it reads, and what stands in the kernel's buffers besides. */
const mostBytes = 64 * 1024 * 1024;

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function attack(
  server: Promise<LabServer>,
  options: Partial<ProbeOptions> = {},
): Promise<{ readonly record: ProbeRecord; readonly ms: number }> {
  const running = await server;
  open.push(running);
  const begin = performance.now();
  const seen = await probe(
    { host, port: running.port, path: '/', typed: host },
    {
      policy: null,
      clock: { now: () => new Date('2026-11-22T10:00:00Z') },
      http: true,
      resolve: async () => ['127.0.0.1'],
      timeoutMs,
      ...options,
    },
  );
  return { record: seen, ms: performance.now() - begin };
}

async function closedBehind(server: LabServer): Promise<void> {
  for (let patience = 0; server.open() > 0 && patience < 100; patience += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(server.open()).toBe(0);
}

const hello = record(22, 0x0303, serverHello(0x0303, 0xc02f));
const floods: readonly [string, Parameters<typeof floodServer>[0], readonly string[]][] = [
  ['garbage', { again: randomBytes(65_536) }, ['not-tls', 'handshake-failure']],
  ['a banner that never ends', { atOnce: true, again: Buffer.alloc(65_536, 'a') }, ['not-tls']],
  ['lines that never end', { atOnce: true, again: Buffer.from('220-mail\r\n'.repeat(5000)) }, ['not-tls']],
  ['warnings that never end', { again: repeated(alertRecord(112, 1), 9000) }, ['oversized']],
  [
    'messages that say nothing',
    { again: repeated(record(22, 0x0303, message(0, Buffer.alloc(0))), 9000) },
    ['oversized'],
  ],
  [
    'a flight that never ends',
    { first: hello, again: record(22, 0x0303, message(12, Buffer.alloc(16_000))) },
    ['oversized'],
  ],
  [
    'empty records',
    { first: hello, again: repeated(record(22, 0x0303, Buffer.alloc(0)), 13_000) },
    ['handshake-failure'],
  ],
];

function repeated(bytes: Buffer, times: number): Buffer {
  return Buffer.concat(Array.from({ length: times }, () => bytes));
}

describe('a server that sends without end', () => {
  test.each(floods)('%s', async (_name, options, codes) => {
    const server: FloodServer = await floodServer(options);
    const { record: seen, ms } = await attack(Promise.resolve(server));
    expect(codes).toContain(seen.failure?.code);
    expect(ms).toBeLessThan(timeoutMs + slack);
    expect(server.sent()).toBeLessThan(mostBytes);
    await closedBehind(server);
  });

  test('application data after the handshake', async () => {
    let sent = 0;
    const secureContext = tls.createSecureContext({ cert: chainPem(leaf, authority), key: leaf.keyPem });
    const chunk = Buffer.alloc(65_536);
    const server = await rawServer((socket) => {
      const secure = new tls.TLSSocket(socket, { isServer: true, secureContext });
      secure.on('error', () => {});
      const pour = (): void => {
        while (!secure.destroyed && secure.write(chunk, () => (sent += chunk.length)));
      };
      secure.on('drain', pour);
      secure.on('secure', pour);
    });
    const { record: seen, ms } = await attack(Promise.resolve(server));
    expect(seen.failure).toBeNull();
    expect(seen.presentedChain).toHaveLength(2);
    expect(ms).toBeLessThan(timeoutMs + slack);
    expect(sent).toBeLessThan(mostBytes);
    await closedBehind(server);
  });
});

describe('a server that takes its time', () => {
  test.each([
    ['a byte at a time, of a flight', flight(0x0303, 0xc02f, [leaf.der, authority.der])],
    ['a byte at a time, of a banner', Buffer.from('220-mail.contoso.com takes its time\r\n'.repeat(100))],
  ])('%s', async (_name, bytes) => {
    const server = await dripServer(bytes, 50);
    const { record: seen, ms } = await attack(Promise.resolve(server));
    expect(['timeout', 'not-tls']).toContain(seen.failure?.code);
    expect(ms).toBeLessThan(timeoutMs + slack);
    await closedBehind(server);
  });

  test('the whole flight, and then nothing, and never a close', async () => {
    const server = await cannedServer(
      inRecords(0x0303, [serverHello(0x0303, 0xc02f), certificateMessage([leaf.der])]),
    );
    const { record: seen, ms } = await attack(Promise.resolve(server));
    expect(seen.failure).toMatchObject({ code: 'timeout', phase: 'tls' });
    expect(seen.presentedChain).toHaveLength(1);
    expect(ms).toBeLessThan(timeoutMs + slack);
    await closedBehind(server);
  });

  test('headers of the web page without end', async () => {
    const server = await labServer({ chain: [leaf], neverEnds: true });
    const { record: seen, ms } = await attack(Promise.resolve(server));
    expect(seen).toMatchObject({ failure: null, server: null });
    expect(ms).toBeLessThan(timeoutMs + slack);
    await closedBehind(server);
  });
});

describe('a certificate message', () => {
  const tenMegabytes = Buffer.concat([Buffer.from([11]), uint(10_000_000, 3), Buffer.alloc(10_000_000)]);

  test('of 10 MB, sent in full', async () => {
    const { record: seen, ms } = await attack(
      cannedServer(inRecords(0x0303, [serverHello(0x0303, 0xc02f), tenMegabytes])),
    );
    expect(seen.failure).toMatchObject({ code: 'oversized', evidence: { size: 10_000_000 } });
    expect(ms).toBeLessThan(timeoutMs + slack);
  });

  test('of 10,000 certificates', async () => {
    const many = certificateMessage(Array.from({ length: 10_000 }, () => leaf.der));
    const { record: seen } = await attack(
      cannedServer(inRecords(0x0303, [serverHello(0x0303, 0xc02f), many])),
    );
    expect(seen.failure?.code).toBe('oversized');
    expect(seen.presentedChain).toEqual([]);
  });

  test('of as many small ones as are read, judged in no time', async () => {
    const small = issue({ authority: 'self', cn: 'x', keyType: 'ec' });
    const chain = Array.from({ length: 100 }, () => small.der);
    const { record: seen } = await attack(cannedServer(flight(0x0303, 0xc02f, chain)));
    expect(seen.presentedChain.length).toBeGreaterThan(50);
    const begin = performance.now();
    diagnose({ record: seen, host, anchors: noAnchors, reported: null, pastedFamily: null, at: new Date() });
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  test('of one certificate with thousands of names', async () => {
    const sans = Array.from({ length: 4000 }, (_, n) => ({ dns: `${n}.contoso.com` }));
    const wide = issue({ authority, cn: host, sans });
    const { record: seen } = await attack(labServer({ chain: [wide] }));
    const begin = performance.now();
    const { primary } = diagnose({
      ...{ record: seen, host, anchors: noAnchors, reported: null, pastedFamily: null, at: new Date() },
    });
    expect(primary).toBe('name-mismatch');
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});
