import { afterAll, expect, test } from '@jest/globals';
import type { TrustAnchors } from '../src/certificates/trustAnchors.js';
import { diagnose } from '../src/diagnosis/diagnose.js';
import type { FindingCode } from '../src/diagnosis/diagnosis.js';
import { probe } from '../src/probe/probe.js';
import { builtInAnchors, noAnchors, ownAnchors } from './certificates/readIssued.js';
import { cannedServer, type LabServer, labServer, oldLabServer } from './lab/lab.js';
import { type Issued, type IssueOptions, issue, makeAuthority } from './lab/pki.js';
import { flight } from './lab/tlsRecords.js';

/** Every finding that a certificate alone can bring, from the socket of a real server, with all that holds beside it. */
const certificateBorn: readonly FindingCode[] = [
  'self-signed',
  'name-mismatch',
  'expired',
  'not-yet-valid',
  'untrusted-root',
  'incomplete-chain',
  'weak-signature',
  'weak-key',
  'wrong-eku',
  'chain-invalid',
  'expires-soon',
  'no-san',
  'interception-suspected',
  'public-lifetime-exceeded',
];

const host = 'mail.contoso.com';
const at = new Date('2026-06-01T00:00:00Z');
const dates = (from: string, to: string) => ({ notBefore: new Date(from), notAfter: new Date(to) });
const years = dates('2020-01-01', '2036-01-01');
const year = dates('2026-01-10', '2027-01-10');
const past = dates('2020-01-01', '2026-05-31');
const ec = { keyType: 'ec' } as const;

const root = makeAuthority({ cn: 'Contoso Root CA', ...ec, ...years });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, ...ec, ...years });
const rsaRoot = makeAuthority({ cn: 'Contoso RSA Root CA', ...years });
const otherRoot = makeAuthority({ cn: 'Fabrikam Root CA', ...ec, ...years });
const crossOf = (more: object) =>
  makeAuthority({ cn: 'Contoso Issuing CA', issuer: otherRoot, key: issuing.key, ...ec, ...years, ...more });
const named = (permitted: string) =>
  makeAuthority({
    cn: `For ${permitted}`,
    issuer: root,
    ...ec,
    ...years,
    nameConstraints: { permitted: [{ dns: permitted }] },
  });

const leafOf = (authority: IssueOptions['authority'], more: Partial<IssueOptions> = {}): Issued =>
  issue({ authority, cn: host, sans: [{ dns: host }], ...ec, ...year, ...more });
const good = leafOf(issuing);
const trusted = leafOf('self');
const own = ownAnchors(root, rsaRoot);
const builtIn = builtInAnchors(root, rsaRoot);
const elsewhere = { sans: [{ dns: 'ex01.contoso.com' }] };
const forClients = { eku: ['clientAuth'] };

interface Case {
  readonly chain: readonly [Issued, ...Issued[]];
  readonly anchors?: TrustAnchors;
  readonly host?: string;
  readonly blocks?: readonly FindingCode[];
  readonly warns?: readonly FindingCode[];
  /** What no TLS library of today would send is written by hand; `old` is sent by TLS 1.0 without a security level. */
  readonly by?: 'hand' | 'old';
}

const faulty: { readonly [name: string]: Case } = {
  'a self-signed certificate': { chain: [leafOf('self')], blocks: ['self-signed'] },
  'another name': { chain: [leafOf(issuing, elsewhere), issuing], blocks: ['name-mismatch'] },
  'a wildcard two labels away': {
    chain: [leafOf(issuing, { sans: [{ dns: '*.contoso.com' }] }), issuing],
    host: 'a.b.contoso.com',
    blocks: ['name-mismatch'],
  },
  'a wildcard inside a label, which OpenSSL takes': {
    chain: [leafOf(issuing, { sans: [{ dns: 'ma*.contoso.com' }] }), issuing],
    blocks: ['name-mismatch'],
  },
  'a NUL byte behind the name': {
    chain: [leafOf(issuing, { sans: [{ dns: Buffer.from(`${host}\0.fabrikam.com`) }] }), issuing],
    blocks: ['name-mismatch'],
  },
  'an address that is only a DNS name': {
    chain: [leafOf(issuing, { sans: [{ dns: '127.0.0.1' }] }), issuing],
    host: '127.0.0.1',
    blocks: ['name-mismatch'],
  },
  'an expired certificate': { chain: [leafOf(issuing, past), issuing], blocks: ['expired'] },
  'an expired intermediate': {
    chain: [good, makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, ...ec, ...past })],
    blocks: ['expired'],
  },
  'a certificate of tomorrow': {
    chain: [leafOf(issuing, dates('2026-06-02', '2027-01-01')), issuing],
    blocks: ['not-yet-valid'],
  },
  'a private root': { chain: [good, issuing, root], anchors: noAnchors, blocks: ['untrusted-root'] },
  'a private root that was not sent': {
    chain: [good, issuing],
    anchors: noAnchors,
    blocks: ['untrusted-root'],
  },
  'no intermediate': { chain: [good], blocks: ['incomplete-chain'] },
  'a namesake of the intermediate with another key': {
    chain: [good, makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, key: otherRoot.key, ...years })],
    blocks: ['incomplete-chain'],
  },
  MD5: { chain: [leafOf(rsaRoot, { hash: 'md5' })], blocks: ['weak-signature'], by: 'hand' },
  'SHA-1 under a built-in root': {
    chain: [leafOf(rsaRoot, { hash: 'sha1' })],
    anchors: builtIn,
    blocks: ['weak-signature'],
  },
  'SHA-1 of an intermediate under a built-in root': {
    chain: [good, makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, hash: 'sha1', ...ec, ...years })],
    anchors: builtIn,
    blocks: ['weak-signature'],
  },
  'RSA 1024 under a built-in root': {
    chain: [leafOf(issuing, { keyType: 'rsa', keyBits: 1024 }), issuing],
    anchors: builtIn,
    blocks: ['weak-key'],
    by: 'old',
  },
  'RSA 512': {
    chain: [leafOf(issuing, { keyType: 'rsa', keyBits: 512 }), issuing],
    blocks: ['weak-key'],
    by: 'hand',
  },
  DSA: { chain: [leafOf(issuing, { keyType: 'dsa' }), issuing], blocks: ['weak-key'], by: 'hand' },
  'for clients': { chain: [leafOf(issuing, forClients), issuing], blocks: ['wrong-eku'] },
  'an intermediate for clients': {
    chain: [
      leafOf(makeAuthority({ cn: 'Client CA', issuer: root, ...ec, ...years, ...forClients })),
      makeAuthority({ cn: 'Client CA', issuer: root, ...ec, ...years, ...forClients }),
    ],
    blocks: ['wrong-eku'],
  },
  'a false signature': { chain: [leafOf(issuing, { signedBy: root }), issuing], blocks: ['chain-invalid'] },
  'a name outside its constraint': {
    chain: [leafOf(named('fabrikam.com')), named('fabrikam.com')],
    blocks: ['chain-invalid'],
  },
  'an unknown critical extension': {
    chain: [
      leafOf(issuing, { extraExtensions: [{ oid: '1.2.3.4', critical: true, value: Buffer.from([5, 0]) }] }),
      issuing,
    ],
    blocks: ['chain-invalid'],
  },
  'everything that a lone certificate can have': {
    chain: [leafOf('self', { ...elsewhere, ...past, ...forClients, keyType: 'rsa', keyBits: 512 })],
    blocks: ['name-mismatch', 'self-signed', 'expired', 'wrong-eku', 'weak-key'],
    by: 'hand',
  },
  'expired, elsewhere, and without its intermediate': {
    chain: [leafOf(issuing, { ...elsewhere, ...past })],
    blocks: ['name-mismatch', 'incomplete-chain', 'expired'],
  },
  'elsewhere under a private root, for clients': {
    chain: [leafOf(issuing, { ...elsewhere, ...forClients }), issuing],
    anchors: noAnchors,
    blocks: ['name-mismatch', 'untrusted-root', 'wrong-eku'],
  },
  'an inspecting product': {
    chain: [leafOf(makeAuthority({ cn: 'Zscaler Intermediate Root CA', ...ec, ...years }))],
    blocks: ['incomplete-chain'],
    warns: ['interception-suspected'],
  },
};

const tolerated: { readonly [name: string]: Case } = {
  'few days left': {
    chain: [leafOf(issuing, dates('2026-01-01', '2026-06-20')), issuing],
    warns: ['expires-soon'],
  },
  'a common name alone': {
    chain: [issue({ authority: issuing, cn: host, ...ec, ...year }), issuing],
    warns: ['no-san'],
  },
  'SHA-1 under an own root': { chain: [leafOf(rsaRoot, { hash: 'sha1' })], warns: ['weak-signature'] },
  'RSA 1024 under an own root': {
    chain: [leafOf(issuing, { keyType: 'rsa', keyBits: 1024 }), issuing],
    warns: ['weak-key'],
    by: 'old',
  },
  'a lifetime beyond the public limit, under a built-in root': {
    chain: [leafOf(issuing, dates('2026-03-20', '2027-03-20')), issuing],
    anchors: builtIn,
    warns: ['public-lifetime-exceeded'],
  },
};

const healthy: { readonly [name: string]: Case } = {
  'an EC certificate': { chain: [good, issuing] },
  'P-384': { chain: [leafOf(issuing, { curve: 'secp384r1' }), issuing] },
  Ed25519: { chain: [leafOf(issuing, { keyType: 'ed25519' }), issuing] },
  RSA: { chain: [leafOf(rsaRoot, { keyType: 'rsa' })] },
  'RSA-PSS': { chain: [leafOf(rsaRoot, { keyType: 'rsa-pss' })] },
  'the root sent along': { chain: [good, issuing, root] },
  'wrong order, duplicates and strangers': { chain: [good, root, otherRoot, issuing, issuing, good] },
  'a cross-signed alternative that leads nowhere': { chain: [good, crossOf({}), issuing] },
  'an expired cross-signed alternative': { chain: [good, crossOf(past), issuing] },
  'the expired former edition of the intermediate': {
    chain: [good, makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, ...ec, ...past }), issuing],
  },
  'a namesake of the intermediate beside it': {
    chain: [
      good,
      makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, key: otherRoot.key, ...years }),
      issuing,
    ],
  },
  'a self-signed certificate that is trusted itself': {
    chain: [trusted],
    anchors: ownAnchors(trusted),
  },
  'a wildcard': { chain: [leafOf(issuing, { sans: [{ dns: '*.contoso.com' }] }), issuing] },
  'an international name': {
    chain: [leafOf(issuing, { sans: [{ dns: 'xn--thn-hna.contoso.com' }] }), issuing],
    host: 'xn--thn-hna.contoso.com',
  },
  'an address': { chain: [leafOf(issuing, { sans: [{ ip: '127.0.0.1' }] }), issuing], host: '127.0.0.1' },
  'a name within its constraint': { chain: [leafOf(named('contoso.com')), named('contoso.com')] },
  'any purpose': { chain: [leafOf(issuing, { eku: ['any'] }), issuing] },
  'no purpose named': { chain: [leafOf(issuing, { eku: null, keyUsage: null }), issuing] },
  'a year under an own root': { chain: [leafOf(issuing, dates('2026-03-20', '2030-03-20')), issuing] },
};

const cases = { ...faulty, ...tolerated, ...healthy };
const produced = new Set<FindingCode>();

function serve({ chain, by }: Case): Promise<LabServer> {
  if (by === 'hand')
    return cannedServer(
      flight(
        0x0303,
        0xc02f,
        chain.map(({ der }) => der),
      ),
    );
  return by === 'old' ? oldLabServer({ chain, maxVersion: 'TLSv1.2' }) : labServer({ chain });
}

test.each(Object.entries(cases))('%s', async (_, one) => {
  const server = await serve(one);
  const name = one.host ?? host;
  try {
    const record = await probe(
      { host: name, port: server.port, path: '/', typed: name },
      {
        policy: null,
        clock: { now: () => at },
        http: false,
        timeoutMs: 4000,
        resolve: async () => ['127.0.0.1'],
      },
    );
    const anchors = one.anchors ?? own;
    const { findings } = diagnose({ record, host: name, anchors, reported: null, pastedFamily: null, at });
    const codes = (severity: string) =>
      findings.filter((finding) => finding.severity === severity).map(({ code }) => code);
    // A flight written by hand is followed by nothing, so that no handshake ends.
    const played = one.by === 'hand' ? [...(one.blocks ?? []), 'handshake-failure'] : (one.blocks ?? []);
    expect(codes('blocks')).toEqual(played);
    expect(codes('warns').filter((code) => certificateBorn.includes(code))).toEqual(one.warns ?? []);
    for (const { code } of findings) produced.add(code);
  } finally {
    await server.close();
  }
});

afterAll(() => {
  expect(certificateBorn.filter((code) => !produced.has(code))).toEqual([]);
});
