import { describe, expect, test } from '@jest/globals';
import { makeTrustAnchors, type TrustAnchors } from '../../../src/certificates/trustAnchors.js';
import { diagnose } from '../../../src/diagnosis/diagnose.js';
import { diagnoseReport } from '../../../src/diagnosis/routerReport/diagnoseReport.js';
import { readRouterReport } from '../../../src/diagnosis/routerReport/readRouterReport.js';
import type { ProbeRecord } from '../../../src/probe/probeRecord.js';
import { issue, makeAuthority } from '../../lab/pki.js';
import { blocking, evidenceOf, failureOf, recordOf, warnings } from '../evidence.js';
import { type PrintedOptions, printedReport, printedShort } from './printedReport.js';

const host = 'mail.contoso.com';
const now = '2026-11-22T10:00:00Z';
const valid = { notBefore: new Date('2026-01-15T08:00:00Z'), notAfter: new Date('2027-06-30T08:00:00Z') };
const past = { notBefore: new Date('2024-02-01T08:00:00Z'), notAfter: new Date('2026-02-01T08:00:00Z') };
const decade = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2035-01-01T00:00:00Z') };
const root = makeAuthority({ cn: 'Contoso Root CA', ...decade });
const middle = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, ...decade });
const otherRoot = makeAuthority({ cn: 'Fabrikam Web Gateway CA', ...decade });
const named = { cn: host, sans: [{ dns: host }] };
const leaf = issue({ ...named, authority: middle, ...valid });
const renewed = issue({ ...named, authority: middle, ...decade });
const selfSigned = issue({ ...named, authority: 'self', ...valid });
const inspected = issue({ ...named, authority: otherRoot, ...valid });
const bygone = issue({ ...named, authority: middle, ...past });
const good = [leaf, middle, root];
const healthy = { chain: good, machineRoot: true, webStatus: 'ProtocolError', http: '401' };
const trusting = makeTrustAnchors({ added: [root.certPem] });
const trustingNone = makeTrustAnchors({});
const chainErrors = 'RemoteCertificateChainErrors';

interface Case {
  readonly anchors?: TrustAnchors;
  readonly look?: ProbeRecord;
  readonly pastedFamily?: string;
  readonly receivedAt?: string;
}

function judgeText(text: string, { anchors = trusting, look, pastedFamily, receivedAt = now }: Case = {}) {
  const report = readRouterReport(text);
  if (report === null) throw new Error('not read as a report');
  const seen = look
    ? {
        record: look,
        diagnosis: diagnose({
          record: look,
          host,
          anchors,
          reported: null,
          pastedFamily: pastedFamily ?? null,
          at: new Date(now),
        }),
      }
    : null;
  return diagnoseReport({
    report,
    receivedAt,
    host,
    anchors,
    pastedFamily: pastedFamily ?? null,
    look: seen,
  });
}

function judged(options: PrintedOptions, more: Case = {}) {
  return judgeText(printedReport({ ...options, addresses: options.addresses ?? '10.0.0.5' }), more);
}

describe('what .NET says there wins', () => {
  test('a root that this computer lacks is no fault when Windows has it', () => {
    const { diagnosis } = judged({ ...healthy, asService: 'True' }, { anchors: trustingNone });
    expect(diagnosis).toMatchObject({ verdict: 'trusted', primary: null, policyErrors: [], causes: [] });
  });

  test('a root that this computer has is missing when Windows says so', () => {
    const { diagnosis } = judged({
      chain: good,
      policyErrors: chainErrors,
      chainStatus: 'UntrustedRoot',
      statuses: ['', '', 'UntrustedRoot'],
    });
    expect(blocking(diagnosis)).toEqual(['untrusted-root']);
    expect(diagnosis).toMatchObject({
      verdict: 'untrusted',
      policyErrors: [chainErrors],
      chainStatus: ['UntrustedRoot'],
      causes: ['private-root'],
    });
    expect(diagnosis.resolutions[0]).toBe('trust-private-root');
  });

  test.each([
    ['RemoteCertificateNameMismatch', '', ['name-mismatch']],
    [chainErrors, 'PartialChain', ['incomplete-chain']],
    [chainErrors, 'Revoked', ['revoked']],
    [chainErrors, 'NotValidForUsage', ['wrong-eku']],
    [chainErrors, 'HasWeakSignature', ['weak-signature']],
    [chainErrors, 'NotSignatureValid', ['chain-invalid']],
    [chainErrors, 'ExplicitDistrust', ['chain-invalid']],
    [chainErrors, 'OfflineRevocation, RevocationStatusUnknown', ['revocation-unknown']],
    [
      `RemoteCertificateNameMismatch, ${chainErrors}`,
      'UntrustedRoot, PartialChain',
      ['name-mismatch', 'untrusted-root', 'incomplete-chain'],
    ],
  ])('%s %s', (policyErrors, chainStatus, codes) => {
    const { diagnosis } = judged({ chain: good, policyErrors, chainStatus });
    expect(blocking(diagnosis)).toEqual(codes);
    expect(diagnosis.verdict).toBe('untrusted');
  });

  test.each([
    ['ExplicitDistrust', 'distrusted', 'replace-certificate'],
    ['InvalidBasicConstraints', 'mis-issued', 'replace-certificate'],
    ['HasExcludedNameConstraint', 'mis-issued', 'replace-certificate'],
    ['NotSignatureValid', 'broken-chain', 'replace-certificate'],
    ['RevocationStatusUnknown', 'revocation-unknown', 'open-revocation'],
  ])('why %s', (chainStatus, cause, resolution) => {
    const { diagnosis } = judged({ chain: good, policyErrors: chainErrors, chainStatus });
    expect(diagnosis.causes).toEqual([cause]);
    expect(diagnosis.resolutions[0]).toBe(resolution);
  });

  test('beside a fault of the certificate an unread revocation list says nothing', () => {
    const chainStatus = 'UntrustedRoot, RevocationStatusUnknown, OfflineRevocation';
    const { diagnosis } = judged({ chain: good, policyErrors: chainErrors, chainStatus });
    expect(diagnosis.causes).toEqual(['private-root']);
  });

  test('where the server sent no certificate, its port and binding come first', () => {
    const { diagnosis } = judged({
      chain: [],
      policyErrors: 'RemoteCertificateNotAvailable',
      chainStatus: '',
    });
    expect(blocking(diagnosis)).toEqual(['not-tls']);
    expect(diagnosis.causes).toEqual(['not-tls']);
    expect(diagnosis.resolutions[0]).toBe('correct-port');
  });

  test('self-signed, with and without its certificate', () => {
    const facts = {
      chain: [selfSigned],
      policyErrors: chainErrors,
      chainStatus: 'UntrustedRoot',
      statuses: ['UntrustedRoot'],
    };
    expect(blocking(judged(facts).diagnosis)).toEqual(['self-signed']);
    const short = judgeText(printedShort(facts)).diagnosis;
    expect(blocking(short)).toEqual(['self-signed']);
    expect(short.verdict).toBe('untrusted');
  });

  test('the short form of a private root is no self-signed certificate', () => {
    const facts = { chain: good, policyErrors: chainErrors, chainStatus: 'UntrustedRoot' };
    expect(blocking(judgeText(printedShort(facts)).diagnosis)).toEqual(['untrusted-root']);
  });

  test('dates count by the clock there, and a wrong clock is told', () => {
    const expired = judged({
      chain: [bygone, middle, root],
      policyErrors: chainErrors,
      chainStatus: 'NotTimeValid',
      statuses: ['NotTimeValid'],
    });
    expect(blocking(expired.diagnosis)).toEqual(['expired']);
    expect(expired.proofs).not.toContain('clock');
    const early = judged({
      chain: good,
      utcNow: '2020-06-01 00:00:00Z',
      policyErrors: chainErrors,
      chainStatus: 'NotTimeValid',
      statuses: ['NotTimeValid'],
    });
    expect(blocking(early.diagnosis)).toEqual(['not-yet-valid']);
    expect(early.proofs).toContain('clock');
    expect(early.diagnosis.resolutions[0]).toBe('fix-clock');
    const late = judged({
      chain: good,
      utcNow: '2030-06-01 00:00:00Z',
      policyErrors: chainErrors,
      chainStatus: 'NotTimeValid',
      statuses: ['NotTimeValid'],
    });
    expect(blocking(late.diagnosis)).toEqual(['expired']);
    expect(late.diagnosis.resolutions[0]).toBe('fix-clock');
  });

  test('a report without a verdict is judged by its certificates', () => {
    const whole = printedReport({ chain: [inspected, otherRoot] });
    const text = `TRUSTDESK-PROBE\n${whole.slice(whole.indexOf('-----BEGIN'))}`;
    expect(blocking(judgeText(text).diagnosis)).toEqual(['untrusted-root']);
  });
});

test('a date that fails while the leaf is in date is of a certificate above it', () => {
  const facts = { chain: good, policyErrors: chainErrors, chainStatus: 'NotTimeValid' };
  for (const text of [printedShort(facts), printedReport(facts).replace(/-----BEGIN[\s\S]*/, '')]) {
    const { diagnosis, proofs } = judgeText(text);
    expect(evidenceOf(diagnosis, 'expired')).toMatchObject({ index: 1 });
    expect(proofs).not.toContain('clock');
    expect(diagnosis.resolutions[0]).toBe('install-intermediates');
  }
});

describe('whose view it is', () => {
  const clean = { ...healthy, userRoot: true };

  test.each([
    ['a user', { account: 'user', asService: 'False' } as const, ['router-differs'], ['other-account']],
    [
      'SYSTEM, which is not the service’s account',
      { account: 'system', asService: 'False' } as const,
      ['router-differs'],
      ['other-account'],
    ],
    [
      'a user, the service’s account unknown',
      { account: 'user', asService: 'unknown' } as const,
      ['router-differs'],
      ['other-account'],
    ],
    [
      'a scheduled task',
      { account: 'batch', asService: 'unknown' } as const,
      ['router-differs'],
      ['other-account'],
    ],
    ['SYSTEM, the service’s account unknown', { account: 'system', asService: 'unknown' } as const, [], []],
    ['the service’s account', { account: 'user', asService: 'True' } as const, [], []],
  ])('clean as %s', (_name, account, causes, proofs) => {
    const judgement = judged({ ...clean, ...account }, { pastedFamily: 'trust-relationship' });
    expect(judgement.diagnosis).toMatchObject({ verdict: 'trusted', causes });
    expect(judgement.proofs).toEqual(proofs);
  });

  test('a root in the user’s store alone blocks the service', () => {
    const { diagnosis, proofs } = judged({ ...clean, machineRoot: false });
    expect(blocking(diagnosis)).toEqual(['untrusted-root']);
    expect(evidenceOf(diagnosis, 'untrusted-root')).toMatchObject({ userStoreOnly: true });
    expect(diagnosis).toMatchObject({ verdict: 'untrusted', causes: ['private-root'], policyErrors: [] });
    expect(proofs).toEqual(['user-store']);
  });

  test('in the store of the service’s own account it does not', () => {
    expect(blocking(judged({ ...clean, machineRoot: false, asService: 'True' }).diagnosis)).toEqual([]);
  });
});

describe('beside the bot’s own look', () => {
  const untrusted = {
    policyErrors: chainErrors,
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  };
  const fine = { ...healthy, asService: 'True' } as const;

  test('another issuer: something on the way', () => {
    const { diagnosis, proofs } = judged(
      { ...untrusted, chain: [inspected, otherRoot] },
      { look: recordOf([leaf, middle]) },
    );
    expect(proofs).toEqual(['interception']);
    expect(warnings(diagnosis)).toContain('interception-suspected');
    expect(evidenceOf(diagnosis, 'interception-suspected')).toMatchObject({ seen: 'CN=Contoso Issuing CA' });
  });

  test('another address too: the internal DNS', () => {
    const { proofs, diagnosis } = judged(
      { ...untrusted, chain: [inspected, otherRoot], addresses: '10.9.9.9, 10.9.9.10' },
      { look: recordOf([leaf, middle]) },
    );
    expect(proofs).toEqual(['split-dns']);
    expect(warnings(diagnosis)).not.toContain('interception-suspected');
  });

  test('another certificate of the same issuer: one of several servers', () => {
    expect(judged(fine, { look: recordOf([renewed, middle]) }).proofs).toEqual(['other-server']);
  });

  test('the same one, trusted there alone, or here alone', () => {
    const look = recordOf([leaf, middle, root]);
    expect(judged(fine, { look, anchors: trustingNone }).proofs).toEqual(['trusted-there']);
    expect(judged({ ...untrusted, chain: good }, { look }).proofs).toEqual(['untrusted-there']);
  });

  test('the same one and the same verdict prove nothing more', () => {
    expect(judged(fine, { look: recordOf([leaf, middle]) }).proofs).toEqual([]);
    expect(judged(fine, { look: recordOf([], failureOf('blocked')) }).proofs).toEqual([]);
  });
});

describe('connection, proxy and settings', () => {
  test('TLS 1.2 works only when asked for: the settings of that .NET', () => {
    const { diagnosis, proofs } = judged({
      chain: good,
      machineRoot: true,
      handshakes: ['Handshake(0): FAILED', 'Handshake(3072): OK Tls12'],
      webStatus: 'SecureChannelFailure',
    });
    expect(blocking(diagnosis)).toEqual(['handshake-failure']);
    expect(proofs).toContain('tls-settings');
    expect(diagnosis.resolutions[0]).toBe('enable-tls12');
  });

  test('no handshake at all', () => {
    const handshakes = ['Handshake(0): FAILED', 'Handshake(3072): FAILED', 'Handshake(192): FAILED'];
    const { diagnosis } = judged({ chain: good, handshakes, webStatus: 'SecureChannelFailure' });
    expect(diagnosis).toMatchObject({ verdict: 'unreachable', primary: 'handshake-failure' });
  });

  test('a server with TLS 1.0 alone', () => {
    const handshakes = ['Handshake(0): FAILED', 'Handshake(3072): FAILED', 'Handshake(192): OK Tls'];
    expect(blocking(judged({ chain: good, machineRoot: true, handshakes }).diagnosis)).toEqual([
      'tls-version',
    ]);
  });

  test('through the proxy .NET refuses what is good beside it', () => {
    const { diagnosis, proofs } = judged({
      chain: good,
      machineRoot: true,
      asService: 'True',
      proxy: 'http://proxy:8080/',
      webStatus: 'TrustFailure',
    });
    expect(diagnosis).toMatchObject({ verdict: 'untrusted', primary: 'interception-suspected' });
    expect(proofs).toEqual(['proxy']);
  });

  test('without a proxy the two contradict each other, and nothing is called healthy', () => {
    const { diagnosis, proofs } = judged({
      chain: good,
      machineRoot: true,
      asService: 'True',
      webStatus: 'TrustFailure',
    });
    expect(diagnosis.causes).toEqual(['router-differs']);
    expect(proofs).toEqual(['requests-differ']);
  });

  test.each([
    ['http://proxy:8080/', ['proxy']],
    ['none', ['requests-differ']],
  ])('a request that fails where the handshake does not, proxy %s', (proxy, proofs) => {
    const facts = { chain: good, machineRoot: true, asService: 'True', webStatus: 'ConnectFailure' } as const;
    const judgement = judged({ ...facts, proxy });
    expect(judgement.proofs).toEqual(proofs);
    expect(judgement.diagnosis).toMatchObject({ verdict: 'trusted', causes: ['router-differs'] });
  });

  test('a window without the certificate check proves nothing by its request', () => {
    const { proofs } = judged({
      chain: [inspected, otherRoot],
      policyErrors: chainErrors,
      chainStatus: 'UntrustedRoot',
      webStatus: 'None',
      override: true,
    });
    expect(proofs).toEqual(['overridden']);
  });

  test('nothing reached', () => {
    const text =
      'TRUSTDESK-PROBE\nDns: 10.0.0.5\nConnect: FAILED\n System.Net.Sockets.SocketException (ConnectionRefused): x\nWebException.Status: ConnectFailure';
    expect(judgeText(text).diagnosis).toMatchObject({
      verdict: 'unreachable',
      primary: 'refused',
      causes: ['refused'],
    });
  });
});
