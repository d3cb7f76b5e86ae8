import { describe, expect, test } from '@jest/globals';
import type { TrustAnchors } from '../../../src/certificates/trustAnchors.js';
import { judgeProspect } from '../../../src/diagnosis/prospect/judgeProspect.js';
import type { Prospect } from '../../../src/diagnosis/prospect/prospect.js';
import type { PresentState, ProspectEvidence } from '../../../src/diagnosis/prospect/prospectEvidence.js';
import type { ProbeRecord } from '../../../src/probe/probeRecord.js';
import { builtInAnchors, ownAnchors, readIssued } from '../../certificates/readIssued.js';
import { type Issued, type IssueOptions, issue, makeAuthority } from '../../lab/pki.js';
import { at, failureOf, healthyTls, host, judge, recordOf } from '../evidence.js';

const years = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const months = { notBefore: new Date('2026-05-01T00:00:00Z'), notAfter: new Date('2026-10-01T00:00:00Z') };
const past = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2026-05-31T23:00:00Z') };
const future = { notBefore: new Date('2026-07-01T00:00:00Z'), notAfter: new Date('2026-12-01T00:00:00Z') };

const root = makeAuthority({ cn: 'Contoso Root CA', ...years });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, ...years });
const oldIssuing = makeAuthority({ cn: 'Contoso Old Issuing CA', issuer: root, ...past });
const strange = makeAuthority({ cn: 'Fabrikam Root CA', ...years });
const publicAnchors = builtInAnchors(root);

const leafOf = (more: Partial<IssueOptions> = {}): Issued =>
  issue({
    authority: issuing,
    cn: host,
    sans: [{ dns: host }, { dns: 'autodiscover.contoso.com' }],
    ...months,
    ...more,
  });
const good = leafOf();
const selfSigned = leafOf({ authority: 'self' });

function prospect(
  chain: readonly [Issued, ...Issued[]],
  more: Partial<ProspectEvidence> = {},
  anchors: TrustAnchors = publicAnchors,
): Prospect {
  const [leaf, ...rest] = chain;
  return judgeProspect({
    certificates: [readIssued(leaf), ...rest.map(readIssued)],
    ...{ host, anchors, exchange: '2019', present: null, at, ...more },
  });
}

function presentOf(
  record: ProbeRecord,
  pastedFamily: string | null = null,
  anchors = publicAnchors,
): PresentState {
  const [leaf, ...others] = record.presentedChain.map((base64) =>
    readIssued({ der: Buffer.from(base64, 'base64') }),
  );
  return { diagnosis: judge(record, anchors, { pastedFamily }), leaf: leaf ?? null, others };
}

const codes = (items: readonly { readonly code: string }[]) => items.map(({ code }) => code);

test('a certificate with its chain, under a public root, would end the error', () => {
  const judged = prospect([good, issuing]);
  expect(judged).toMatchObject({
    outcome: 'yes',
    refusals: [],
    conditions: [],
    notes: [],
    privateRoot: null,
  });
  expect(judged.chain).toEqual(['CN=Contoso Issuing CA']);
});

test('a root that is sent along is no intermediate', () => {
  expect(prospect([good, issuing, root]).chain).toEqual(['CN=Contoso Issuing CA']);
});

describe('no, whatever is done besides', () => {
  test.each<[string, IssueOptions['authority'], Partial<IssueOptions>]>([
    ['name-mismatch', issuing, { sans: [{ dns: 'ex01.contoso.com' }] }],
    ['name-mismatch', issuing, { sans: [{ dns: '*.eu.contoso.com' }] }],
    ['self-signed', 'self', {}],
    ['expired', issuing, past],
    ['wrong-eku', issuing, { eku: ['clientAuth'] }],
    ['weak-signature', issuing, { hash: 'sha1' }],
    ['weak-key', issuing, { keyBits: 1024 }],
    ['chain-invalid', issuing, { signedBy: strange }],
  ])('%s', (code, authority, more) => {
    const judged = prospect([leafOf({ authority, ...more }), issuing]);
    expect(judged.outcome).toBe('no');
    expect(codes(judged.refusals)).toEqual([code]);
  });

  test('a wildcard covers one label only', () => {
    const wild = leafOf({ sans: [{ dns: '*.contoso.com' }] });
    expect(prospect([wild, issuing]).outcome).toBe('yes');
    expect(codes(prospect([wild, issuing], { host: 'mail.eu.contoso.com' }).refusals)).toEqual([
      'name-mismatch',
    ]);
    expect(codes(prospect([wild, issuing], { host: 'contoso.com' }).refusals)).toEqual(['name-mismatch']);
  });

  test('several faults at once are all told', () => {
    const judged = prospect([leafOf({ ...past, sans: [{ dns: 'ex01' }], eku: ['clientAuth'] }), issuing]);
    expect(codes(judged.refusals)).toEqual(['name-mismatch', 'expired', 'wrong-eku']);
  });

  test('Exchange Online takes no certificate of anybody’s', () => {
    expect(prospect([good, issuing], { exchange: 'online' })).toMatchObject({
      outcome: 'no',
      online: true,
      notes: [],
    });
  });
});

describe('only when', () => {
  test('the Router’s computer trusts a root that nobody here knows', () => {
    const judged = prospect([leafOf({ authority: strange }), strange]);
    expect(judged).toMatchObject({ outcome: 'only-when', privateRoot: 'CN=Fabrikam Root CA', chain: [] });
    expect(judged.conditions).toMatchObject([{ code: 'trust-root', root: 'CN=Fabrikam Root CA' }]);
  });

  test('the issuer, whose certificate is not at hand, leads to a trusted root', () => {
    const aia = { caIssuers: ['http://pki.contoso.com/issuing.cer'] };
    const judged = prospect([leafOf({ aia })]);
    expect(judged.conditions).toEqual([
      { code: 'find-issuer', issuer: 'CN=Contoso Issuing CA', urls: aia.caIssuers },
    ]);
  });

  test('its first day has come, or that of the last one above it', () => {
    const late = makeAuthority({
      cn: 'Contoso Late CA',
      issuer: root,
      notBefore: new Date('2026-08-01T00:00:00Z'),
      notAfter: years.notAfter,
    });
    expect(prospect([leafOf(future), issuing]).conditions).toEqual([
      { code: 'wait', notBefore: '2026-07-01T00:00:00Z' },
    ]);
    expect(prospect([leafOf({ authority: late }), late]).conditions).toEqual([
      { code: 'wait', notBefore: '2026-08-01T00:00:00Z' },
    ]);
  });

  test('an expired certificate above it is replaced', () => {
    const judged = prospect([leafOf({ authority: oldIssuing }), oldIssuing]);
    expect(judged.refusals).toEqual([]);
    expect(judged.conditions).toEqual([
      { code: 'renew-chain', subject: 'CN=Contoso Old Issuing CA', notAfter: '2026-05-31T23:00:00Z' },
    ]);
  });

  test('Exchange can use a key on an elliptic curve', () => {
    expect(codes(prospect([leafOf({ keyType: 'ec' }), issuing]).conditions)).toEqual(['curve-key']);
  });

  test('the URL holds one of its names, where nobody told the host', () => {
    const judged = prospect([good, issuing], { host: null });
    expect(judged.conditions).toEqual([{ code: 'name-in-url', names: [host, 'autodiscover.contoso.com'] }]);
  });
});

describe('beside what is there now', () => {
  test('the faults that it mends are told', () => {
    const present = presentOf(recordOf([selfSigned]));
    expect(prospect([good, issuing], { present }).mends).toEqual(['self-signed']);
    expect(prospect([selfSigned], { present }).mends).toEqual([]);
  });

  test('what the server sends already may close its path', () => {
    const present = presentOf(recordOf([leafOf(past), issuing]));
    const judged = prospect([good], { present });
    expect(judged).toMatchObject({ outcome: 'yes', chain: ['CN=Contoso Issuing CA'], mends: ['expired'] });
  });

  test('a fault of the server itself stays', () => {
    const old = recordOf([selfSigned], {
      tls: { ...healthyTls, version: 'TLSv1', versions: { TLSv1: true, 'TLSv1.2': false } },
    });
    expect(prospect([good, issuing], { present: presentOf(old) }).conditions).toEqual([
      { code: 'other-faults', codes: ['tls-version'] },
    ]);
  });

  test('nothing but TLS 1.3 is not what the certificate is judged by', () => {
    const newOnly = recordOf([selfSigned], {
      tls: { ...healthyTls, version: 'TLSv1.3', versions: { 'TLSv1.3': true, 'TLSv1.2': false } },
    });
    expect(prospect([good, issuing], { present: presentOf(newOnly) }).outcome).toBe('yes');
  });

  test('a server that could not be looked at says nothing', () => {
    const present = presentOf(recordOf([], failureOf('blocked')));
    expect(prospect([good, issuing], { present })).toMatchObject({ outcome: 'yes', mends: [] });
  });

  const another = leafOf({ serial: Buffer.from([0x11, 0x22]) });

  test('a Router that refuses a certificate without a fault will refuse the next one too', () => {
    const present = presentOf(recordOf([another, issuing]), 'trust-relationship');
    expect(codes(prospect([good, issuing], { present }).conditions)).toEqual(['none-wrong-now']);
    expect(prospect([good, issuing], { present: presentOf(recordOf([another, issuing])) }).outcome).toBe(
      'yes',
    );
  });

  test('but not where the present one has a root of the organisation’s own, and the new one a public one', () => {
    const publicRoot = makeAuthority({ cn: 'Public Root CA', ...years });
    const bought = leafOf({ authority: publicRoot });
    const both: TrustAnchors = {
      bySubject: (name) => [
        ...ownAnchors(root).bySubject(name),
        ...builtInAnchors(publicRoot).bySubject(name),
      ],
      has: (one) => ownAnchors(root).has(one) || builtInAnchors(publicRoot).has(one),
      isBuiltIn: (one) => builtInAnchors(publicRoot).isBuiltIn(one),
    };
    const present = presentOf(recordOf([another, issuing]), 'trust-relationship', both);
    expect(prospect([bought], { present }, both)).toMatchObject({ outcome: 'yes', privateRoot: null });
  });
});

describe('what should be known besides', () => {
  const notesOf = (
    chain: readonly [Issued, ...Issued[]],
    more: Partial<ProspectEvidence> = {},
    anchors?: TrustAnchors,
  ) => prospect(chain, more, anchors).notes;

  test('a root of the organisation’s own must be on the Router’s computer', () => {
    expect(prospect([good, issuing], {}, ownAnchors(root))).toMatchObject({
      outcome: 'yes',
      privateRoot: 'CN=Contoso Root CA',
    });
  });

  test.each<[string, Partial<IssueOptions>, TrustAnchors]>([
    ['expires-soon', { ...months, notAfter: new Date('2026-06-20T00:00:00Z') }, publicAnchors],
    ['public-lifetime-exceeded', { ...months, notAfter: new Date('2027-05-01T00:00:00Z') }, publicAnchors],
    ['weak-signature', { hash: 'sha1' }, ownAnchors(root)],
    ['weak-key', { keyBits: 1024 }, ownAnchors(root)],
  ])('%s', (code, more, anchors) => {
    expect(notesOf([leafOf(more), issuing], {}, anchors)).toMatchObject([
      { code: 'finding', finding: { code } },
    ]);
  });

  test('no SAN', () => {
    expect(notesOf([issue({ authority: issuing, cn: host, ...months }), issuing])).toMatchObject([
      { code: 'finding', finding: { code: 'no-san' } },
      { code: 'autodiscover', name: 'autodiscover.contoso.com' },
    ]);
  });

  test('names that Exchange’s clients would miss', () => {
    const bare = leafOf({ sans: [{ dns: host }] });
    expect(notesOf([bare, issuing])).toEqual([{ code: 'autodiscover', name: 'autodiscover.contoso.com' }]);
    const present = presentOf(
      recordOf([
        leafOf({
          sans: [{ dns: host }, { dns: 'owa.contoso.com' }, { dns: 'EX01' }, { dns: 'ex01.contoso.local' }],
        }),
      ]),
    );
    expect(notesOf([good, issuing], { present })).toEqual([
      { code: 'lost-names', names: ['owa.contoso.com'] },
    ]);
    const wild = leafOf({ sans: [{ dns: '*.contoso.com' }] });
    expect(notesOf([wild, issuing], { present })).toEqual([]);
  });

  test('a key that old Exchange can use only when it lies right', () => {
    for (const exchange of ['2007', '2013', null] as const)
      expect(codes(notesOf([good, issuing], { exchange }))).toEqual(['key-provider']);
    expect(notesOf([good, issuing], { exchange: '2016' })).toEqual([]);
  });
});
