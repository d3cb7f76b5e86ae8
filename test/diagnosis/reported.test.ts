import { describe, expect, test } from '@jest/globals';
import type { ReportedCertificate } from '../../src/diagnosis/diagnosis.js';
import type { ProbeFailureCode } from '../../src/probe/probeRecord.js';
import { ownAnchors } from '../certificates/readIssued.js';
import { issue, makeAuthority } from '../lab/pki.js';
import {
  blocking,
  evidenceOf,
  failureOf,
  host,
  judge,
  nothingReported,
  recordOf,
  warnings,
} from './evidence.js';

const root = makeAuthority({
  cn: 'Contoso Root CA',
  keyType: 'ec',
  notBefore: new Date('2020-01-01T00:00:00Z'),
});
const leaf = issue({
  authority: root,
  cn: host,
  sans: [{ dns: host }, { dns: 'owa.contoso.com' }],
  keyType: 'ec',
  notBefore: new Date('2026-01-01T09:00:00Z'),
  notAfter: new Date('2027-01-01T09:00:00Z'),
});
const anchors = ownAnchors(root);

const told = (more: Partial<ReportedCertificate>) => ({ reported: { ...nothingReported, ...more } });
const seen = (more: Partial<ReportedCertificate>) => judge(recordOf([leaf]), anchors, told(more));
const unseen = (more: Partial<ReportedCertificate>, code: ProbeFailureCode = 'blocked') =>
  judge(recordOf([], failureOf(code)), anchors, told(more));

describe('where the probe saw no certificate the told values decide', () => {
  test.each<[string, Partial<ReportedCertificate>, string]>([
    ['another name', { names: ['ex01.contoso.com'] }, 'name-mismatch'],
    ['past its end', { names: [host], notAfter: '2026-05-01' }, 'expired'],
    ['before its beginning', { notBefore: '2026-07-01' }, 'not-yet-valid'],
    ['issued by itself', { names: [host], issuer: host }, 'self-signed'],
    [
      'issued by itself, whole names pasted',
      { names: [`CN=${host}, O=Contoso`], issuer: `CN=${host}, O=Contoso` },
      'self-signed',
    ],
  ])('%s', (_, reported, code) => {
    const diagnosis = unseen(reported);
    expect(blocking(diagnosis)).toEqual([code, 'blocked']);
    expect(diagnosis).toMatchObject({ verdict: 'unreachable', primary: code, policyErrors: [] });
    expect(evidenceOf(diagnosis, code)).toMatchObject({ reported: true });
  });

  test('several at once have one plan', () => {
    const diagnosis = unseen({ names: ['ex01'], issuer: 'ex01', notAfter: '2020-01-01' }, 'timeout');
    expect(blocking(diagnosis)).toEqual(['name-mismatch', 'self-signed', 'expired', 'timeout']);
    expect(diagnosis.resolutions[0]).toBe('replace-certificate');
  });

  test('a good certificate adds nothing', () => {
    const good = {
      names: [host],
      issuer: 'Contoso Root CA',
      notBefore: '2026-01-01',
      notAfter: '2027-01-01',
    };
    expect(blocking(unseen(good))).toEqual(['blocked']);
    expect(blocking(unseen({ names: ['*.contoso.com'] }))).toEqual(['blocked']);
  });

  test('a name that the browser did not warn about is one of several', () => {
    expect(blocking(unseen({ names: ['ex01.contoso.com'], browserWarning: false }))).toEqual(['blocked']);
  });

  test("dates that can't be read decide nothing", () => {
    expect(blocking(unseen({ notAfter: 'last spring' }))).toEqual(['blocked']);
  });
});

describe('where the probe saw one, told values are compared with it', () => {
  test('the same certificate adds nothing', () => {
    const same = {
      names: ['OWA.contoso.com'],
      issuer: 'contoso root ca',
      notBefore: '2026-01-01',
      notAfter: '2027-01-02',
    };
    expect(seen(same)).toMatchObject({ verdict: 'trusted', findings: [], causes: [] });
  });

  test('another end is another certificate, and what follows from it', () => {
    const diagnosis = seen({ names: [host], notAfter: '2026-03-01' });
    expect(diagnosis).toMatchObject({ verdict: 'untrusted', primary: 'expired', policyErrors: [] });
    expect(diagnosis.causes).toEqual(['expired', 'router-differs']);
    expect(evidenceOf(diagnosis, 'expired')).toMatchObject({
      reported: true,
      contradicts: [{ field: 'notAfter', seen: '2027-01-01T09:00:00Z', reported: '2026-03-01' }],
    });
  });

  test('another issuer looks like inspection', () => {
    const diagnosis = seen({ issuer: 'Fabrikam Proxy CA' });
    expect(warnings(diagnosis)).toEqual(['interception-suspected']);
    expect(diagnosis).toMatchObject({ verdict: 'trusted', causes: ['router-differs'] });
    expect(diagnosis.resolutions[0]).toBe('check-on-router');
  });

  test('another name is another certificate', () => {
    const diagnosis = seen({ names: ['ex02.contoso.com'] });
    expect(blocking(diagnosis)).toEqual(['name-mismatch']);
    expect(diagnosis.causes).toEqual(['name-mismatch', 'router-differs']);
  });

  test('what the probe proves is not repeated as told', () => {
    const record = recordOf([leaf]);
    const reported = { ...nothingReported, names: ['ex02.contoso.com'] };
    const diagnosis = judge(record, anchors, { host: 'other.contoso.com', reported });
    expect(diagnosis.findings.map(({ code }) => code)).toEqual(['name-mismatch']);
    expect(evidenceOf(diagnosis, 'name-mismatch')).not.toHaveProperty('reported');
  });
});
