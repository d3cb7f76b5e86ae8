import { describe, expect, test } from '@jest/globals';
import type { TrustAnchors } from '../../src/certificates/trustAnchors.js';
import { builtInAnchors, noAnchors, ownAnchors, readIssued } from '../certificates/readIssued.js';
import { type Issued, type IssueOptions, issue, makeAuthority } from '../lab/pki.js';
import { blocking, evidenceOf, host, judge, recordOf, warnings } from './evidence.js';

const years = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
const year = { notBefore: new Date('2026-01-10T00:00:00Z'), notAfter: new Date('2027-01-10T00:00:00Z') };
const past = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2026-05-31T23:00:00Z') };
const ec = { keyType: 'ec' } as const;

const root = makeAuthority({ cn: 'Contoso Root CA', ...ec, ...years });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, ...ec, ...years });
const rsaRoot = makeAuthority({ cn: 'Contoso RSA Root CA', ...years });
const anchors = ownAnchors(root);
const leafOf = (authority: IssueOptions['authority'], more: Partial<IssueOptions> = {}): Issued =>
  issue({ authority, cn: host, sans: [{ dns: host }], ...ec, ...year, ...more });
const good = leafOf(issuing);

test('a complete path to an anchor is trusted and needs nothing', () => {
  expect(judge(recordOf([good, issuing]), anchors)).toMatchObject({
    verdict: 'trusted',
    primary: null,
    findings: [],
    policyErrors: [],
    chainStatus: [],
    causes: [],
    resolutions: [],
  });
});

interface Case {
  readonly chain: readonly Issued[];
  readonly anchors?: TrustAnchors;
  readonly blocks: readonly string[];
  readonly policyErrors?: readonly string[];
  readonly chainStatus: readonly string[];
  readonly causes: readonly string[];
  readonly first: string;
}

const chainErrors = 'RemoteCertificateChainErrors';
const nameError = 'RemoteCertificateNameMismatch';
const oldCa = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, ...ec, ...past });
const otherName = { sans: [{ dns: 'ex01.contoso.com' }] };

const cases: Readonly<Record<string, Case>> = {
  'self-signed': {
    chain: [leafOf('self')],
    blocks: ['self-signed'],
    chainStatus: ['UntrustedRoot'],
    causes: ['self-signed'],
    first: 'replace-certificate',
  },
  'self-signed with company': {
    chain: [leafOf('self'), issuing, root],
    blocks: ['self-signed'],
    chainStatus: ['UntrustedRoot'],
    causes: ['self-signed'],
    first: 'replace-certificate',
  },
  'wrong name': {
    chain: [leafOf(issuing, otherName), issuing],
    anchors,
    blocks: ['name-mismatch'],
    policyErrors: [nameError],
    chainStatus: [],
    causes: ['name-mismatch'],
    first: 'match-names',
  },
  expired: {
    chain: [leafOf(issuing, past), issuing],
    anchors,
    blocks: ['expired'],
    chainStatus: ['NotTimeValid'],
    causes: ['expired'],
    first: 'replace-certificate',
  },
  'expired intermediate': {
    chain: [good, oldCa],
    anchors,
    blocks: ['expired'],
    chainStatus: ['NotTimeValid'],
    causes: ['expired'],
    first: 'install-intermediates',
  },
  'not yet valid': {
    chain: [leafOf(issuing, { notBefore: year.notAfter, notAfter: years.notAfter }), issuing],
    anchors,
    blocks: ['not-yet-valid'],
    chainStatus: ['NotTimeValid'],
    causes: ['not-yet-valid'],
    first: 'fix-clock',
  },
  'untrusted root, sent': {
    chain: [good, issuing, root],
    blocks: ['untrusted-root'],
    chainStatus: ['UntrustedRoot'],
    causes: ['private-root'],
    first: 'trust-private-root',
  },
  'untrusted root, not sent': {
    chain: [good, issuing],
    blocks: ['untrusted-root'],
    chainStatus: ['PartialChain'],
    causes: ['private-root'],
    first: 'trust-private-root',
  },
  'lone leaf': {
    chain: [good],
    anchors,
    blocks: ['incomplete-chain'],
    chainStatus: ['PartialChain'],
    causes: ['missing-intermediate', 'private-root'],
    first: 'install-intermediates',
  },
  'lone leaf sent twice': {
    chain: [good, good],
    anchors,
    blocks: ['incomplete-chain'],
    chainStatus: ['PartialChain'],
    causes: ['missing-intermediate', 'private-root'],
    first: 'install-intermediates',
  },
  'for clients only': {
    chain: [leafOf(issuing, { eku: ['clientAuth'] }), issuing],
    anchors,
    blocks: ['wrong-eku'],
    chainStatus: ['NotValidForUsage'],
    causes: ['wrong-usage'],
    first: 'replace-certificate',
  },
  'forged signature': {
    chain: [leafOf(issuing, { signedBy: root }), issuing],
    anchors,
    blocks: ['chain-invalid'],
    chainStatus: ['NotSignatureValid'],
    causes: ['broken-chain'],
    first: 'replace-certificate',
  },
  'issued by a server': {
    chain: [
      leafOf(leafOf(issuing, { cn: 'ex01', key: root.key }), {}),
      leafOf(issuing, { cn: 'ex01', key: root.key }),
      issuing,
    ],
    anchors,
    blocks: ['chain-invalid'],
    chainStatus: ['InvalidBasicConstraints', 'NotValidForUsage'],
    causes: ['broken-chain'],
    first: 'replace-certificate',
  },
  'MD5 below an own root': {
    chain: [leafOf(rsaRoot, { hash: 'md5' })],
    anchors: ownAnchors(rsaRoot),
    blocks: ['weak-signature'],
    chainStatus: ['HasWeakSignature'],
    causes: ['weak-certificate'],
    first: 'replace-certificate',
  },
  'RSA 512': {
    chain: [leafOf(issuing, { keyType: 'rsa', keyBits: 512 }), issuing],
    anchors,
    blocks: ['weak-key'],
    chainStatus: ['HasWeakSignature'],
    causes: ['weak-certificate'],
    first: 'replace-certificate',
  },
  'everything at once': {
    chain: [leafOf('self', { ...otherName, ...past })],
    blocks: ['name-mismatch', 'self-signed', 'expired'],
    policyErrors: [nameError, chainErrors],
    chainStatus: ['UntrustedRoot', 'NotTimeValid'],
    causes: ['name-mismatch', 'self-signed', 'expired'],
    first: 'replace-certificate',
  },
  'wrong name below a private root': {
    chain: [leafOf(issuing, otherName), issuing, root],
    blocks: ['name-mismatch', 'untrusted-root'],
    policyErrors: [nameError, chainErrors],
    chainStatus: ['UntrustedRoot'],
    causes: ['name-mismatch', 'private-root'],
    first: 'match-names',
  },
  'expired below a private root': {
    chain: [leafOf(issuing, past), issuing, root],
    blocks: ['untrusted-root', 'expired'],
    chainStatus: ['UntrustedRoot', 'NotTimeValid'],
    causes: ['private-root', 'expired'],
    first: 'replace-certificate',
  },
};

test.each(Object.entries(cases))('%s', (_, expected) => {
  const diagnosis = judge(recordOf(expected.chain), expected.anchors ?? noAnchors);
  expect(blocking(diagnosis)).toEqual(expected.blocks);
  expect(diagnosis).toMatchObject({
    verdict: 'untrusted',
    primary: expected.blocks[0],
    policyErrors: expected.policyErrors ?? [chainErrors],
    chainStatus: expected.chainStatus,
    causes: expected.causes,
  });
  expect(diagnosis.resolutions[0]).toBe(expected.first);
  for (const { evidence } of diagnosis.findings) expect(evidence.because).toMatch(/\w+ \w+/);
});

test('all that holds at once has one plan, the alternatives after it', () => {
  const { resolutions } = judge(recordOf([leafOf('self', { ...otherName, ...past })]));
  expect(resolutions).toEqual(['replace-certificate', 'match-names']);
});

describe('certificates supplied beside those sent', () => {
  test('one that closes the gap makes it incomplete, and nobody suspects the root', () => {
    const diagnosis = judge(recordOf([good]), anchors, { intermediates: [readIssued(issuing)] });
    expect(blocking(diagnosis)).toEqual(['incomplete-chain']);
    expect(diagnosis.causes).toEqual(['missing-intermediate']);
    expect(evidenceOf(diagnosis, 'incomplete-chain')).toMatchObject({ closedBy: ['CN=Contoso Issuing CA'] });
  });

  test('one that closes the gap between two sent and the root', () => {
    const sub = makeAuthority({ cn: 'Contoso Sub CA', issuer: issuing, ...ec, ...years });
    const diagnosis = judge(recordOf([leafOf(sub), sub]), anchors, { intermediates: [readIssued(issuing)] });
    expect(blocking(diagnosis)).toEqual(['incomplete-chain']);
  });

  test('an issuer at hand without an anchor is an untrusted root', () => {
    const diagnosis = judge(recordOf([good]), noAnchors, { intermediates: [readIssued(issuing)] });
    expect(blocking(diagnosis)).toEqual(['untrusted-root']);
  });
});

test('a self-signed certificate that the organisation trusts is trusted', () => {
  const trusted = leafOf('self');
  expect(judge(recordOf([trusted]), ownAnchors(trusted)).verdict).toBe('trusted');
});

test('a self-signed certificate with a false signature says both', () => {
  const forged = leafOf('self', { signedBy: root });
  expect(blocking(judge(recordOf([forged])))).toEqual(['self-signed', 'chain-invalid']);
});

test('without a host no name is checked', () => {
  const diagnosis = judge(recordOf([leafOf(issuing, otherName), issuing]), anchors, { host: null });
  expect(diagnosis.verdict).toBe('trusted');
});

describe('weak keys and signatures block under public roots and warn under own ones', () => {
  const sha1 = leafOf(rsaRoot, { hash: 'sha1' });
  const short = leafOf(issuing, { keyType: 'rsa', keyBits: 1024 });

  test('SHA-1', () => {
    expect(blocking(judge(recordOf([sha1]), builtInAnchors(rsaRoot)))).toEqual(['weak-signature']);
    const own = judge(recordOf([sha1]), ownAnchors(rsaRoot));
    expect([own.verdict, warnings(own)]).toEqual(['trusted', ['weak-signature']]);
  });

  test('RSA 1024', () => {
    expect(blocking(judge(recordOf([short, issuing]), builtInAnchors(root)))).toEqual(['weak-key']);
    const own = judge(recordOf([short, issuing]), anchors);
    expect([own.verdict, warnings(own)]).toEqual(['trusted', ['weak-key']]);
  });

  test('what a root or a self-signed leaf signs about itself never counts', () => {
    const oldRoot = makeAuthority({ cn: 'SHA-1 Root', hash: 'sha1', ...years });
    const diagnosis = judge(
      recordOf([leafOf(oldRoot, { notAfter: new Date('2026-07-20T00:00:00Z') })]),
      builtInAnchors(oldRoot),
    );
    expect(diagnosis.findings).toEqual([]);
    expect(blocking(judge(recordOf([leafOf('self', { keyType: 'rsa', hash: 'md5' })])))).toEqual([
      'self-signed',
    ]);
  });

  test('DSA blocks everywhere', () => {
    const dsa = leafOf(issuing, { keyType: 'dsa' });
    expect(blocking(judge(recordOf([dsa, issuing]), anchors))).toEqual(['weak-key']);
  });
});

test.each(['rsa', 'rsa-pss', 'ec', 'ed25519'] as const)(
  'a healthy path of keys of type %s is trusted',
  (keyType) => {
    const authority = makeAuthority({ cn: `${keyType} Root`, keyType, ...years });
    const leaf = leafOf(authority, { keyType });
    expect(judge(recordOf([leaf]), ownAnchors(authority))).toMatchObject({
      verdict: 'trusted',
      findings: [],
    });
  },
);

describe('warnings', () => {
  const until = (notAfter: string, notBefore = '2026-03-15T00:00:00Z') =>
    leafOf(issuing, { notBefore: new Date(notBefore), notAfter: new Date(notAfter) });

  test('under thirty days left', () => {
    const soon = judge(recordOf([until('2026-06-30T23:59:59Z'), issuing]), anchors);
    expect(warnings(soon)).toEqual(['expires-soon']);
    expect(evidenceOf(soon, 'expires-soon')).toMatchObject({ days: 29, notAfter: '2026-06-30T23:59:59Z' });
    expect(soon.verdict).toBe('trusted');
    expect(warnings(judge(recordOf([until('2026-07-01T00:00:00Z'), issuing]), anchors))).toEqual([]);
  });

  test('no subject alternative name', () => {
    const bare = issue({ authority: issuing, cn: host, ...ec, ...year });
    expect(warnings(judge(recordOf([bare, issuing]), anchors))).toEqual(['no-san']);
  });

  test('a lifetime that public authorities may not give, under public roots only', () => {
    const long = until('2026-10-01T00:00:00Z');
    expect(warnings(judge(recordOf([long, issuing]), builtInAnchors(root)))).toEqual([
      'public-lifetime-exceeded',
    ]);
    expect(warnings(judge(recordOf([long, issuing]), anchors))).toEqual([]);
    const allowed = until('2026-09-30T23:59:59Z');
    expect(warnings(judge(recordOf([allowed, issuing]), builtInAnchors(root)))).toEqual([]);
  });

  test('an issuer that is an inspecting product', () => {
    const proxy = makeAuthority({ cn: 'FortiGate CA', ...ec, ...years });
    expect(warnings(judge(recordOf([leafOf(proxy), proxy])))).toEqual(['interception-suspected']);
  });
});

test('a first certificate that nobody can read is no usable certificate', () => {
  expect(judge(recordOf([{ der: Buffer.from('not DER') }, issuing]))).toMatchObject({
    verdict: 'unreachable',
    primary: 'chain-invalid',
    policyErrors: ['RemoteCertificateNotAvailable'],
  });
});

test('garbage behind the leaf is passed over', () => {
  const garbage = { der: Buffer.from('30', 'hex') };
  expect(judge(recordOf([good, garbage, issuing]), anchors).verdict).toBe('trusted');
});
