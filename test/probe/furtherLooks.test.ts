import { afterEach, describe, expect, test } from '@jest/globals';

import { compareDiagnoses } from '../../src/diagnosis/compareDiagnoses.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { type ProbeOptions, probe } from '../../src/probe/probe.js';
import type { ProbeRecord } from '../../src/probe/probeRecord.js';
import { ownAnchors } from '../certificates/readIssued.js';
import { cannedServer, farmServer, type LabServer, labServer, silentServer } from '../lab/lab.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { flight } from '../lab/tlsRecords.js';

const host = 'mail.contoso.com';
const now = new Date('2026-11-22T10:00:00Z');
const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-06-01T00:00:00Z') };
const past = { notBefore: new Date('2025-01-01T00:00:00Z'), notAfter: new Date('2026-02-01T00:00:00Z') };
const root = makeAuthority({ cn: 'Contoso Root', notBefore: past.notBefore });
const named = { authority: root, cn: host, sans: [{ dns: host }] };
const renewed = issue({ ...named, ...dates });
const old = issue({ ...named, ...past });
const other = issue({
  authority: root,
  cn: 'other.contoso.com',
  sans: [{ dns: 'other.contoso.com' }],
  ...dates,
});
const anchors = ownAnchors(root);
const open: LabServer[] = [];

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
    { host: name, port, path: '/', typed: name },
    { policy: null, clock: { now: () => now }, http: false, resolve: async () => ['127.0.0.1'], ...options },
  );
}

function judge(record: ProbeRecord) {
  const { host: name } = record.endpoint;
  return diagnose({ record, host: name, anchors, reported: null, pastedFamily: null, at: now });
}

function findingOf(record: ProbeRecord, code: string) {
  return judge(record).findings.find((finding) => finding.code === code) ?? null;
}

describe('endpoints-differ', () => {
  test('one server of a farm behind one address was not renewed', async () => {
    const record = await look(await started(farmServer({ chain: [renewed, root] }, { chain: [old, root] })));
    expect(record.further?.looks).toHaveLength(4);
    expect(findingOf(record, 'endpoints-differ')).toMatchObject({
      severity: 'warns',
      evidence: {
        because: '4 connections to one address show 2 different certificates',
        servers: [
          { addresses: ['127.0.0.1'], notAfter: '2027-06-01T00:00:00Z', faults: [] },
          { addresses: ['127.0.0.1'], notAfter: '2026-02-01T00:00:00Z', faults: ['expired'] },
        ],
      },
    });
  });

  test('addresses of the name, each by its own certificate', async () => {
    const port = await started(labServer({ chain: [renewed, root] }));
    await started(labServer({ chain: [old, root], host: '127.0.0.2', port }));
    const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
    const record = await look(port, { resolve: async () => addresses });
    expect(record.further?.looks).toEqual([
      { address: '127.0.0.1', certificate: 0 },
      { address: '127.0.0.2', certificate: 1 },
      { address: '127.0.0.3', certificate: null },
    ]);
    expect(findingOf(record, 'endpoints-differ')?.evidence['servers']).toMatchObject([
      { addresses: ['127.0.0.1'], faults: [] },
      { addresses: ['127.0.0.2'], faults: ['expired'] },
    ]);
  });

  test('is seen on servers of TLS 1.3 alone', async () => {
    const modern = { minVersion: 'TLSv1.3' } as const;
    const port = await started(labServer({ chain: [renewed, root], ...modern }));
    await started(labServer({ chain: [old, root], host: '127.0.0.2', port, ...modern }));
    const record = await look(port, { resolve: async () => ['127.0.0.1', '127.0.0.2'] });
    expect(findingOf(record, 'endpoints-differ')).not.toBeNull();
  });

  test('is not found where all agree, and "fixed" is only said then', async () => {
    const agreeing = await look(await started(labServer({ chain: [renewed, root] })));
    expect(agreeing.further).toMatchObject({ certificates: [renewed.der.toString('base64')], withoutSni: 0 });
    expect(judge(agreeing).findings).toEqual([]);
    const expired = judge(await look(await started(labServer({ chain: [old, root] }))));
    expect(expired.primary).toBe('expired');
    const half = judge(await look(await started(farmServer({ chain: [renewed] }, { chain: [old] }))));
    expect(half.primary).toBeNull();
    expect(compareDiagnoses(expired, half)).toEqual({
      fixed: [],
      remaining: ['expired'],
      appeared: ['endpoints-differ'],
    });
    expect(compareDiagnoses(half, judge(agreeing)).fixed).toEqual(['endpoints-differ']);
    expect(compareDiagnoses(expired, judge(agreeing)).fixed).toEqual(['expired']);
  });

  test('addresses that the policy refuses are not looked at', async () => {
    const port = await started(labServer({ chain: [renewed, root] }));
    const second = await labServer({ chain: [old, root], host: '127.0.0.2', port });
    open.push(second);
    const policy = {
      check: (address: string) =>
        address === '127.0.0.1'
          ? ({ allowed: true } as const)
          : ({ allowed: false, rule: 'loopback', setting: 'PROBE_ALLOWED_NETWORKS' } as const),
    };
    const record = await look(port, { policy, resolve: async () => ['127.0.0.1', '127.0.0.2'] });
    expect(findingOf(record, 'endpoints-differ')).toBeNull();
    expect(second.connections()).toBe(0);
  });

  test('a second address that never answers costs no more than its bound', async () => {
    const port = await started(labServer({ chain: [renewed, root] }));
    const silent = await silentServer('127.0.0.2', port);
    open.push(silent);
    const begin = performance.now();
    const record = await look(port, { resolve: async () => ['127.0.0.1', '127.0.0.2'], timeoutMs: 500 });
    expect(performance.now() - begin).toBeLessThan(1500);
    expect(record.failure).toBeNull();
    expect(record.further?.looks[1]).toEqual({ address: '127.0.0.2', certificate: null });
  });
});

describe('sni-dependent', () => {
  test('clients without SNI are shown another certificate', async () => {
    const port = await started(labServer({ chain: [other], sni: { name: host, chain: [renewed, root] } }));
    const record = await look(port);
    expect(findingOf(record, 'sni-dependent')).toMatchObject({
      severity: 'warns',
      evidence: { otherNames: ['DNS:other.contoso.com'], goodForHost: false },
    });
    expect(judge(record)).toMatchObject({ verdict: 'trusted', primary: null });
  });

  test('is told beside a name that does not match', async () => {
    const chain = [other, root] as const;
    const port = await started(labServer({ chain: [renewed, root], sni: { name: host, chain } }));
    const record = await look(port);
    expect(judge(record).primary).toBe('name-mismatch');
    expect(findingOf(record, 'sni-dependent')?.evidence['goodForHost']).toBe(true);
  });

  test('a farm whose servers differ is not that', async () => {
    const record = await look(await started(farmServer({ chain: [renewed, root] }, { chain: [old, root] })));
    expect(findingOf(record, 'sni-dependent')).toBeNull();
  });

  test('an address sends no name in the first place', async () => {
    const port = await started(labServer({ chain: [renewed, root] }));
    const record = await look(port, {}, '127.0.0.1');
    expect(record.further?.withoutSni).toBeNull();
  });
});

describe('deprecated-tls', () => {
  const lenient = { ciphers: 'DEFAULT:@SECLEVEL=0' } as const;

  test('1.2 and 1.3, and 1.0 and 1.1 as well', async () => {
    const record = await look(
      await started(labServer({ chain: [renewed, root], minVersion: 'TLSv1', ...lenient })),
    );
    expect(record.tls?.versions).toEqual({ 'TLSv1.1': true, 'TLSv1.2': true, 'TLSv1.3': true });
    expect(findingOf(record, 'deprecated-tls')).toMatchObject({ severity: 'warns' });
    expect(judge(record).primary).toBeNull();
  });

  test('nothing older than 1.2', async () => {
    const record = await look(await started(labServer({ chain: [renewed, root] })));
    expect(record.tls?.versions).toMatchObject({ TLSv1: false, 'TLSv1.1': false });
    expect(findingOf(record, 'deprecated-tls')).toBeNull();
  });

  test('old versions alone are another finding', async () => {
    const record = await look(await started(cannedServer(flight(0x0301, 0x0005, [renewed.der]))));
    expect(judge(record).findings.map(({ code }) => code)).toContain('tls-version');
    expect(findingOf(record, 'deprecated-tls')).toBeNull();
  });
});

test('a server that shows every connection another certificate fills no record', async () => {
  const leaves = Array.from({ length: 12 }, (_, n) =>
    issue({ authority: 'self', cn: `${n}.contoso.com`, keyType: 'ec' }),
  );
  const record = await look(await started(farmServer(...leaves.map((leaf) => ({ chain: [leaf] as const })))));
  expect(record.further?.certificates.length).toBeLessThanOrEqual(5);
  expect(findingOf(record, 'endpoints-differ')).not.toBeNull();
});

test('can be left out', async () => {
  const server = await labServer({ chain: [renewed, root] });
  open.push(server);
  expect(await look(server.port, { further: false })).not.toHaveProperty('further');
  expect(server.connections()).toBe(2);
});
