import { describe, expect, test } from '@jest/globals';
import { buildPath } from '../../src/certificates/buildPath.js';
import type { TrustAnchors } from '../../src/certificates/trustAnchors.js';
import { cachedKey, type Issued, issue, makeAuthority } from '../lab/pki.js';
import { builtInAnchors, noAnchors, ownAnchors, readIssued } from './readIssued.js';

const at = new Date('2026-06-01T00:00:00Z');
const years = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const past = { notBefore: new Date('2016-01-01T00:00:00Z'), notAfter: new Date('2021-01-01T00:00:00Z') };
const ec = { keyType: 'ec', ...years } as const;

const root = makeAuthority({ cn: 'Contoso Root CA', ...ec });
const policy = makeAuthority({ cn: 'Contoso Policy CA', issuer: root, ...ec });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: policy, ...ec });
const leaf = issue({
  authority: issuing,
  cn: 'mail.contoso.com',
  sans: [{ dns: 'mail.contoso.com' }],
  ...ec,
});

function path(first: Issued, others: readonly Issued[], anchors: TrustAnchors = ownAnchors(root)) {
  const found = buildPath(readIssued(first), others.map(readIssued), anchors, at);
  return {
    subjects: found.certificates.map(({ subject }) => subject.commonNames[0]),
    anchored: found.anchored,
    builtInRoot: found.builtInRoot,
    endsSelfSigned: found.endsSelfSigned,
    defects: found.defects.map(({ code, index }) => `${code}@${index}`),
    exhausted: found.exhausted,
  };
}

const whole = ['mail.contoso.com', 'Contoso Issuing CA', 'Contoso Policy CA', 'Contoso Root CA'];

describe('the order and the company of the certificates do not matter', () => {
  const unrelated = makeAuthority({ cn: 'Fabrikam CA', ...ec });
  test.each<[string, readonly Issued[]]>([
    ['in order', [issuing, policy]],
    ['reversed', [policy, issuing]],
    ['with the root', [issuing, policy, root]],
    ['with duplicates and the leaf again', [issuing, leaf, issuing, policy, policy]],
    ['with extras', [unrelated, policy, unrelated, issuing]],
  ])('%s', (_, others) => {
    expect(path(leaf, others)).toEqual({
      subjects: whole,
      anchored: true,
      builtInRoot: false,
      endsSelfSigned: true,
      defects: [],
      exhausted: false,
    });
  });
});

test('a root of the runtime is told from an added one', () => {
  expect(path(leaf, [issuing, policy], builtInAnchors(root)).builtInRoot).toBe(true);
});

test('without the root the path ends where the certificates end', () => {
  expect(path(leaf, [issuing, policy], noAnchors)).toMatchObject({
    subjects: whole.slice(0, 3),
    anchored: false,
  });
  expect(path(leaf, [issuing, policy, root], noAnchors)).toMatchObject({
    anchored: false,
    endsSelfSigned: true,
  });
  expect(path(leaf, [policy])).toMatchObject({
    subjects: ['mail.contoso.com'],
    anchored: false,
    defects: [],
  });
});

test('a subordinate authority among the anchors ends no path', () => {
  expect(path(leaf, [issuing], ownAnchors(policy))).toMatchObject({
    subjects: whole.slice(0, 3),
    anchored: false,
  });
});

describe('several candidates of one name', () => {
  test('a namesake with another key is passed over', () => {
    const key = cachedKey('namesake', 'ec');
    const namesake = makeAuthority({ cn: 'Contoso Issuing CA', issuer: policy, ...ec, key });
    expect(path(leaf, [namesake, issuing, policy])).toMatchObject({ anchored: true, defects: [] });
    expect(path(leaf, [namesake, policy])).toMatchObject({ subjects: ['mail.contoso.com'], defects: [] });
  });

  test('without key identifiers the signature decides', () => {
    const bare = { keyIdentifiers: false, ...ec } as const;
    const wrong = makeAuthority({ cn: 'Old CA', issuer: root, ...bare, key: cachedKey('wrong', 'ec') });
    const right = makeAuthority({ cn: 'Old CA', issuer: root, ...bare });
    const old = issue({ authority: right, cn: 'ex2007', ...bare });
    expect(path(old, [wrong, right])).toMatchObject({ anchored: true, defects: [] });
    expect(path(old, [wrong])).toMatchObject({ anchored: true, defects: ['signature@0'] });
  });

  test('a cross-signed alternative that is in date wins over the expired one', () => {
    const expired = makeAuthority({ cn: 'Contoso Policy CA', issuer: root, ...ec, ...past });
    const expiredRoot = makeAuthority({ cn: 'Expired Root CA', ...ec, ...past });
    const cross = makeAuthority({ cn: 'Contoso Policy CA', issuer: expiredRoot, ...ec });
    const both = ownAnchors(root, expiredRoot);
    expect(path(leaf, [issuing, expired, cross, policy], both)).toMatchObject({
      subjects: whole,
      defects: [],
    });
    expect(path(leaf, [issuing, expired], both).defects).toEqual(['expired@2']);
    expect(path(leaf, [issuing, cross], both)).toMatchObject({ anchored: true, defects: ['expired@3'] });
  });

  test('two authorities that sign each other are no endless path', () => {
    const one = makeAuthority({ cn: 'One CA', issuer: root, ...ec });
    const two = makeAuthority({ cn: 'Two CA', issuer: one, ...ec });
    const oneByTwo = makeAuthority({ cn: 'One CA', issuer: two, ...ec });
    const below = issue({ authority: one, cn: 'mail.contoso.com', ...ec });
    expect(path(below, [oneByTwo, two], noAnchors)).toMatchObject({ anchored: false, exhausted: false });
    expect(path(below, [oneByTwo, two, one])).toMatchObject({ anchored: true, defects: [] });
  });
});

describe('defects', () => {
  const under = (authority: Issued, more: object = {}) =>
    issue({ authority, cn: 'mail.contoso.com', ...ec, ...more });

  test('a forged signature', () => {
    const forged = under(issuing, { signedBy: policy });
    expect(path(forged, [issuing, policy]).defects).toEqual(['signature@0']);
  });

  test('an issuer that is no CA, by its constraints, by their absence, or by its version', () => {
    const noCa = makeAuthority({ cn: 'No CA', issuer: root, ...ec, isCa: false });
    const silent = makeAuthority({ cn: 'Silent CA', issuer: root, ...ec, isCa: null });
    const old = makeAuthority({ cn: 'Old CA', issuer: root, ...ec, version: 1 });
    expect(path(under(noCa), [noCa]).defects).toEqual(['not-a-ca@1']);
    expect(path(under(silent), [silent]).defects).toEqual(['not-a-ca@1']);
    expect(path(under(old), [old]).defects).toEqual(['not-a-ca@1']);
  });

  test('a version 1 root may be an anchor', () => {
    const old = makeAuthority({ cn: 'Old Root', ...ec, version: 1 });
    expect(path(under(old), [], ownAnchors(old))).toMatchObject({ anchored: true, defects: [] });
  });

  test('the path length, which self-issued certificates do not use up', () => {
    const short = makeAuthority({ cn: 'Short CA', issuer: root, ...ec, pathLen: 0 });
    const below = makeAuthority({ cn: 'Below CA', issuer: short, ...ec });
    const itself = makeAuthority({ cn: 'Short CA', issuer: short, ...ec, key: cachedKey('renewed', 'ec') });
    expect(path(under(short), [short]).defects).toEqual([]);
    expect(path(under(below), [below, short]).defects).toEqual(['path-length@2']);
    expect(path(under(itself), [itself, short]).defects).toEqual([]);
  });

  test('a CA without the right to sign certificates', () => {
    const mute = makeAuthority({ cn: 'Mute CA', issuer: root, ...ec, keyUsage: ['digitalSignature'] });
    expect(path(under(mute), [mute]).defects).toEqual(['key-usage@1']);
  });

  test('unknown critical and unreadable extensions', () => {
    const unknown = [{ oid: '1.2.3.4', critical: true, value: Buffer.from([5, 0]) }];
    const broken = [{ oid: '2.5.29.17', value: Buffer.from([4, 9]) }];
    expect(path(under(root, { extraExtensions: unknown }), []).defects).toEqual([
      'unknown-critical-extension@0',
    ]);
    expect(path(under(root, { extraExtensions: broken }), []).defects).toEqual(['malformed-extension@0']);
  });

  test('purposes other than server authentication, of the leaf and of a CA above it', () => {
    const clients = makeAuthority({ cn: 'Clients CA', issuer: root, ...ec, eku: ['clientAuth'] });
    expect(path(under(root, { eku: ['clientAuth'] }), []).defects).toEqual(['wrong-eku@0']);
    expect(path(under(root, { eku: [] }), []).defects).toEqual(['wrong-eku@0']);
    expect(path(under(root, { keyUsage: ['keyCertSign'] }), []).defects).toEqual(['wrong-eku@0']);
    expect(path(under(clients), [clients]).defects).toEqual(['wrong-eku@1']);
    expect(path(under(root, { eku: ['any'] }), []).defects).toEqual([]);
    expect(path(under(root, { eku: null }), []).defects).toEqual([]);
  });

  test('dates of every certificate, several at once', () => {
    const old = makeAuthority({ cn: 'Old CA', issuer: root, ...ec, ...past });
    const early = { notBefore: new Date('2027-01-01T00:00:00Z'), notAfter: new Date('2028-01-01T00:00:00Z') };
    expect(path(under(old, early), [old]).defects).toEqual(['not-yet-valid@0', 'expired@1']);
  });

  test('the last second counts as valid', () => {
    const ends = under(root, { notAfter: new Date('2026-06-01T00:00:00Z') });
    const ended = under(root, { notAfter: new Date('2026-05-31T23:59:59Z') });
    expect(path(ends, []).defects).toEqual([]);
    expect(path(ended, []).defects).toEqual(['expired@0']);
  });
});

describe('name constraints', () => {
  const bound = (nameConstraints: object) =>
    makeAuthority({ cn: 'Bound CA', issuer: root, ...ec, nameConstraints });
  const defects = (constraints: object, more: object) => {
    const authority = bound(constraints);
    return path(issue({ authority, cn: 'x', ...ec, ...more }), [authority]).defects;
  };
  const contoso = { permitted: [{ dns: 'contoso.com' }] };

  test.each<[string, object, object, readonly string[]]>([
    ['a permitted host', contoso, { sans: [{ dns: 'mail.contoso.com' }] }, []],
    [
      'a permitted host, dot in front',
      { permitted: [{ dns: '.contoso.com' }] },
      { sans: [{ dns: 'a.contoso.com' }] },
      [],
    ],
    ['another host', contoso, { sans: [{ dns: 'mail.fabrikam.com' }] }, ['name-not-permitted@0']],
    ['a host that only ends alike', contoso, { sans: [{ dns: 'notcontoso.com' }] }, ['name-not-permitted@0']],
    ['a common name in place of a SAN', contoso, { cn: 'mail.fabrikam.com' }, ['name-not-permitted@0']],
    [
      'an excluded host',
      { excluded: [{ dns: 'lab.contoso.com' }] },
      { sans: [{ dns: 'x.lab.contoso.com' }] },
      ['name-excluded@0'],
    ],
    ['an address in range', { permitted: [{ ip: '10.0.0.0/8' }] }, { sans: [{ ip: '10.1.2.3' }] }, []],
    [
      'an address out of range',
      { permitted: [{ ip: '10.0.0.0/9' }] },
      { sans: [{ ip: '10.129.0.1' }] },
      ['name-not-permitted@0'],
    ],
    ['another kind of name', contoso, { sans: [{ ip: '10.1.2.3' }] }, []],
    [
      'a subject outside its subtree',
      { permitted: [{ directory: [['O', 'Contoso']] }] },
      {
        subject: [
          ['O', 'Fabrikam'],
          ['CN', 'x'],
        ],
      },
      ['name-not-permitted@0'],
    ],
    [
      'mail of another host',
      { permitted: [{ email: 'contoso.com' }] },
      { sans: [{ email: 'a@fabrikam.com' }] },
      ['name-not-permitted@0'],
    ],
  ])('%s', (_, constraints, more, expected) => {
    expect(defects(constraints, more)).toEqual(expected);
  });

  test('thousands of names against hundreds of constraints are refused, not compared', () => {
    const sans = Array.from({ length: 1000 }, (_, index) => ({ dns: `h${index}.contoso.com` }));
    const permitted = Array.from({ length: 200 }, (_, index) => ({ dns: `d${index}.contoso.com` }));
    expect(defects({ permitted }, { sans })).toEqual(['name-constraints-too-many@0']);
  });
});

test('a crowd of namesakes ends at the limits, without a verdict in its favour', () => {
  const bare = { keyIdentifiers: false, ...ec } as const;
  const crowd = Array.from({ length: 45 }, (_, index) =>
    makeAuthority({
      cn: 'Crowd',
      subject: [['CN', 'Crowd']],
      ...bare,
      key: cachedKey(`crowd ${index}`, 'ec'),
    }),
  );
  const [first = root, ...rest] = crowd;
  const crossed = rest.map((issuer, index) =>
    makeAuthority({ cn: 'Crowd', issuer, ...bare, key: cachedKey(`crowd ${index}`, 'ec') }),
  );
  const found = path(issue({ authority: first, cn: 'x', ...bare }), [...crossed, ...crowd]);
  expect(found).toMatchObject({ anchored: false, exhausted: true });
});
