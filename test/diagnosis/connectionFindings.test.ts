import { describe, expect, test } from '@jest/globals';
import type { ProbeFailureCode, TlsFacts } from '../../src/probe/probeRecord.js';
import { builtInAnchors, ownAnchors } from '../certificates/readIssued.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { blocking, evidenceOf, failureOf, healthyTls, host, judge, recordOf, warnings } from './evidence.js';

const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') };
const root = makeAuthority({
  cn: 'Contoso Root CA',
  keyType: 'ec',
  notBefore: new Date('2020-01-01T00:00:00Z'),
});
const leaf = issue({ authority: root, cn: host, sans: [{ dns: host }], keyType: 'ec', ...dates });
const selfSigned = issue({ authority: 'self', cn: host, sans: [{ dns: host }], keyType: 'ec', ...dates });
const anchors = ownAnchors(root);
const notAvailable = 'RemoteCertificateNotAvailable';

test.each<[ProbeFailureCode, readonly string[], readonly string[], readonly string[]]>([
  ['blocked', [], ['not-visible'], ['check-on-router']],
  ['dns-failure', [], ['dns'], ['fix-dns', 'check-on-router']],
  ['refused', [], ['refused'], ['open-firewall', 'correct-port', 'check-on-router']],
  ['timeout', [], ['timeout'], ['open-firewall', 'check-on-router']],
  ['not-tls', [notAvailable], ['not-tls'], ['correct-port', 'check-on-router']],
  ['oversized', [notAvailable], ['broken-chain'], ['replace-certificate', 'install-intermediates']],
  ['handshake-failure', [notAvailable], ['handshake'], ['enable-tls12', 'check-on-router']],
  ['tls-version', [notAvailable], ['old-tls'], ['enable-tls12']],
  ['client-cert-required', [notAvailable], ['client-certificate'], ['drop-client-certificate']],
])('%s without a certificate is unreachable', (code, policyErrors, causes, resolutions) => {
  expect(judge(recordOf([], failureOf(code)))).toMatchObject({
    verdict: 'unreachable',
    primary: code,
    policyErrors,
    chainStatus: [],
    causes,
    resolutions,
  });
});

test('a handshake that stalls is no certificate for .NET either', () => {
  const diagnosis = judge(recordOf([], failureOf('timeout', { phase: 'tls' })));
  expect(diagnosis.policyErrors).toEqual([notAvailable]);
});

test("an internal name that does not resolve is nobody's DNS fault", () => {
  const diagnosis = judge(recordOf([], failureOf('dns-failure', { evidence: { internalName: true } })));
  expect(diagnosis.causes).toEqual(['internal-name']);
  expect(diagnosis.resolutions[0]).toBe('check-on-router');
});

test('a refusal by policy tells the person nothing about networks and settings', () => {
  const evidence = { address: '169.254.169.254', rule: 'metadata', setting: 'PROBE_ALLOWED_NETWORKS' };
  const { findings } = judge(recordOf([], failureOf('blocked', { raw: 'metadata', evidence })));
  expect(JSON.stringify(findings)).not.toMatch(/169\.254|metadata|PROBE_/);
});

test('the raw code and the banner stand in the evidence', () => {
  const diagnosis = judge(
    recordOf([], failureOf('not-tls', { raw: 'EPROTO', evidence: { banner: '220 mail ESMTP' } })),
  );
  expect(evidenceOf(diagnosis, 'not-tls')).toMatchObject({ raw: 'EPROTO', banner: '220 mail ESMTP' });
});

describe('a certificate beside the failure', () => {
  test('is judged as well', () => {
    const failed = recordOf([selfSigned], failureOf('handshake-failure'));
    expect(judge(failed)).toMatchObject({ verdict: 'untrusted', primary: 'self-signed' });
    expect(blocking(judge(failed))).toEqual(['self-signed', 'handshake-failure']);
  });

  test('does not make a demanded client certificate reachable', () => {
    const diagnosis = judge(recordOf([selfSigned], failureOf('client-cert-required')));
    expect(diagnosis).toMatchObject({ verdict: 'unreachable', primary: 'client-cert-required' });
    expect(blocking(diagnosis)).toEqual(['client-cert-required', 'self-signed']);
    expect(diagnosis.policyErrors).toEqual(['RemoteCertificateChainErrors']);
  });
});

describe('TLS versions', () => {
  const tls = (more: Partial<TlsFacts>) => recordOf([leaf], { tls: { ...healthyTls, ...more } });
  const versions = (record: ReturnType<typeof tls>) => {
    const diagnosis = judge(record, anchors);
    return [blocking(diagnosis), warnings(diagnosis), diagnosis.causes];
  };

  test('nothing newer than 1.1', () => {
    const record = tls({ version: 'TLSv1', versions: { TLSv1: true, 'TLSv1.2': false } });
    expect(versions(record)).toEqual([['tls-version'], [], ['old-tls']]);
    expect(judge(record, anchors)).toMatchObject({ verdict: 'untrusted', policyErrors: [] });
  });

  test('nothing but 1.3', () => {
    const record = tls({ version: 'TLSv1.3', versions: { 'TLSv1.2': false, 'TLSv1.3': true } });
    expect(versions(record)).toEqual([['tls-version'], [], ['new-tls-only']]);
  });

  test('1.3 where 1.2 was not tried', () => {
    expect(versions(tls({ version: 'TLSv1.3', versions: { 'TLSv1.3': true } }))).toEqual([[], [], []]);
  });

  test('1.2 and 1.0', () => {
    const record = tls({ versions: { TLSv1: true, 'TLSv1.2': true } });
    expect(versions(record)).toEqual([[], ['deprecated-tls'], []]);
  });

  test('certificate findings stand beside it and come first', () => {
    const record = recordOf([selfSigned], {
      ...failureOf('tls-version'),
      tls: { ...healthyTls, version: 'TLSv1', versions: { TLSv1: true } },
    });
    expect(blocking(judge(record))).toEqual(['self-signed', 'tls-version']);
  });
});

describe('the pasted error is evidence too', () => {
  const pastedFamily = 'trust-relationship';

  test('trusted from here means that the Router differs', () => {
    const diagnosis = judge(recordOf([leaf]), anchors, { pastedFamily });
    expect(diagnosis).toMatchObject({ verdict: 'trusted', causes: ['router-differs'] });
    expect(diagnosis.resolutions).toEqual(['check-on-router', 'trust-private-root', 'fix-clock']);
    const publicly = judge(recordOf([leaf]), builtInAnchors(root), { pastedFamily });
    expect(publicly.resolutions).toEqual(['check-on-router', 'fix-clock']);
    expect(judge(recordOf([leaf]), anchors, { pastedFamily: 'unauthorized' }).causes).toEqual([]);
  });

  test("a server without TLS can't have caused it", () => {
    const diagnosis = judge(recordOf([], failureOf('not-tls')), anchors, { pastedFamily });
    expect(diagnosis.causes).toEqual(['not-tls', 'router-differs']);
  });

  test('what explains it, and what was never looked at, needs no other cause', () => {
    expect(judge(recordOf([selfSigned]), anchors, { pastedFamily }).causes).toEqual(['self-signed']);
    expect(judge(recordOf([], failureOf('timeout')), anchors, { pastedFamily }).causes).toEqual(['timeout']);
  });
});
