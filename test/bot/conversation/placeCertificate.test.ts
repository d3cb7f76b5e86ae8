import { expect, test } from '@jest/globals';
import type { CaseFacts, CertificatePlace } from '../../../src/bot/conversation/caseFacts.js';
import { makeJudge } from '../../../src/bot/conversation/judge.js';
import { placeCertificate } from '../../../src/bot/conversation/placeCertificate.js';
import { ownAnchors } from '../../certificates/readIssued.js';
import { at, failureOf, host, recordOf } from '../../diagnosis/evidence.js';
import { issue, makeAuthority } from '../../lab/pki.js';

const years = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const root = makeAuthority({ cn: 'Contoso Root CA', ...years });
const named = { cn: host, sans: [{ dns: host }] };
const valid = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') };
const old = { notBefore: new Date('2024-01-01T00:00:00Z'), notAfter: new Date('2026-01-01T00:00:00Z') };
const good = issue({ ...named, authority: root, ...valid });
const expired = issue({ ...named, authority: root, ...old });
const certificate = good.der.toString('base64');
const judge = makeJudge(ownAnchors(root), null);

const shows = recordOf([good]);
const showsAnother = recordOf([expired]);
const silent = recordOf([], failureOf('timeout'));
const endpoint = {
  typed: host,
  url: `https://${host}/`,
  host,
  port: 443,
  path: '/',
  isAddress: false,
  notes: [],
};

test.each<[string, Partial<CaseFacts>, CertificatePlace | null]>([
  ['before the look nobody can tell', {}, null],
  ['before the look, though told', { certificateFor: 'current' }, null],
  ['the very one that is shown', { probe: shows, certificateFor: 'new' }, 'shown'],
  ['another one than is shown', { probe: showsAnother }, 'new'],
  ['nothing was shown', { probe: silent }, null],
  ['nothing was shown, told to be new', { probe: silent, certificateFor: 'new' }, 'new'],
  ['nothing was shown, told to be there', { probe: silent, certificateFor: 'current' }, 'current'],
  ['told to be there, and another is shown', { probe: showsAnother, certificateFor: 'current' }, 'elsewhere'],
  ['told before, nothing was shown', { probe: silent, certificateIs: 'current' }, 'current'],
  ['told before, now another is shown', { probe: showsAnother, certificateIs: 'current' }, 'elsewhere'],
  ['seen there before, now nothing is shown', { probe: silent, certificateIs: 'elsewhere' }, 'current'],
  ['shown before, and no more', { probe: silent, certificateIs: 'shown' }, null],
])('%s', (_what, facts, place) => {
  expect(placeCertificate(judge, { certificate, endpoint, ...facts }, at)['certificateIs']).toBe(place);
});

test('no certificate, nothing to place', () => {
  expect(placeCertificate(judge, { probe: shows }, at)).toEqual({});
});

test('one that is seen there but not from here is compared like values read aloud', () => {
  const placed = placeCertificate(judge, { certificate, probe: showsAnother, certificateFor: 'current' }, at);
  expect(placed['reported']).toMatchObject({ names: [host], issuer: 'CN=Contoso Root CA' });
});

test('whether it would work is judged at once, by the day of the turn', () => {
  const outcome = (facts: CaseFacts, day: Date) => placeCertificate(judge, facts, day)['prospectOutcome'];
  expect(outcome({ certificate, endpoint }, at)).toBe('yes');
  expect(outcome({ certificate, endpoint }, new Date('2027-02-01T00:00:00Z'))).toBe('no');
  expect(outcome({ certificate }, at)).toBe('only-when');
});

test('one that stands in is judged like one that was seen, and said to be given', () => {
  const facts = { probe: silent, endpoint, certificate: expired.der.toString('base64') };
  expect(judge.input(facts)).toMatchObject({
    given: false,
    diagnosis: { verdict: 'unreachable', primary: 'timeout' },
  });
  const told = judge.input({ ...facts, certificateIs: 'current' });
  expect(told).toMatchObject({ given: true, diagnosis: { verdict: 'untrusted', primary: 'expired' } });
  const kept = { ...facts, certificate, certificateIs: 'new', serverCertificate: facts.certificate } as const;
  expect(judge.input(kept)?.diagnosis.primary).toBe('expired');
  expect(judge.prospect(kept, at)?.prospect).toMatchObject({ outcome: 'yes', mends: ['expired'] });
});

test('a fault of the server beside it stays', () => {
  const probe = recordOf([], failureOf('handshake-failure'));
  const facts = { probe, endpoint, certificate, certificateIs: 'current' } as const;
  expect(judge.input(facts)?.diagnosis.findings.map(({ code }) => code)).toEqual(['handshake-failure']);
});

test('what was seen wins over what was given', () => {
  const facts = {
    probe: shows,
    endpoint,
    certificate: expired.der.toString('base64'),
    certificateIs: 'current',
  } as const;
  expect(judge.input(facts)).toMatchObject({ given: false, diagnosis: { verdict: 'trusted' } });
});

test('a lone one, whose issuer is unknown, is not said to be sent alone', () => {
  const stranger = issue({ ...named, authority: makeAuthority({ cn: 'Fabrikam CA', ...years }), ...valid });
  const facts = {
    probe: silent,
    endpoint,
    certificate: stranger.der.toString('base64'),
    certificateIs: 'current',
  } as const;
  const finding = judge.input(facts)?.diagnosis.findings[0];
  expect(finding).toMatchObject({ code: 'incomplete-chain', evidence: { given: true } });
  expect(finding?.evidence.because).toContain('not given');
});

test('intermediates that the person gave close the path of what the server sends', () => {
  const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, ...years });
  const facts = { probe: recordOf([issue({ ...named, authority: issuing, ...valid })]), endpoint };
  const evidence = (more: Partial<CaseFacts>) =>
    judge.diagnosis({ ...facts, ...more })?.findings[0]?.evidence;
  expect(evidence({})).toMatchObject({ rootKnown: false });
  expect(evidence({ intermediates: [issuing.der.toString('base64')] })).toMatchObject({
    rootKnown: true,
    closedBy: ['CN=Contoso Issuing CA'],
  });
});
