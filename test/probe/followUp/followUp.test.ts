import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TrustAnchors } from '../../../src/certificates/trustAnchors.js';
import { diagnose } from '../../../src/diagnosis/diagnose.js';
import { type FetchCache, makeFetchCache } from '../../../src/probe/followUp/fetchCache.js';
import { type ProbeOptions, probe } from '../../../src/probe/probe.js';
import type { ProbeRecord } from '../../../src/probe/probeRecord.js';
import { noAnchors, ownAnchors } from '../../certificates/readIssued.js';
import { blocking, evidenceOf } from '../../diagnosis/evidence.js';
import { pkcs7Of } from '../../lab/containers.js';
import { httpServer, type LabHttpServer, type LabPage } from '../../lab/httpServer.js';
import { type LabServer, type LabServerOptions, labServer, silentServer } from '../../lab/lab.js';
import { type Issued, issue, makeAuthority } from '../../lab/pki.js';
import { around, crl, ocspResponse } from '../../lab/revocation.js';

const host = 'mail.contoso.com';
const at = new Date('2026-11-22T10:00:00Z');
const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-12-31T00:00:00Z') };
const revokedAt = new Date('2026-11-01T12:00:00Z');
const root = makeAuthority({ cn: 'Contoso Root CA', ...dates });
const anchors = ownAnchors(root);

const open: (LabServer | LabHttpServer)[] = [];
const pages: { [path: string]: LabPage } = {};
let web: LabHttpServer;
let cache: FetchCache;

beforeEach(async () => {
  for (const path of Object.keys(pages)) delete pages[path];
  cache = makeFetchCache({ now: () => at });
  web = await httpServer(pages);
  open.push(web);
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

interface LookOptions extends Partial<ProbeOptions> {
  readonly trusted?: TrustAnchors;
  readonly name?: string;
}

async function look(server: LabServerOptions, options: LookOptions = {}) {
  const { trusted = anchors, name = host, ...more } = options;
  const running = await labServer(server);
  open.push(running);
  const record = await probe(
    { host: name, port: running.port, path: '/', typed: name },
    {
      policy: null,
      clock: { now: () => at },
      http: false,
      resolve: async () => ['127.0.0.1'],
      followUp: { anchors: trusted, cache },
      ...more,
    },
  );
  return { record, diagnosis: judge(record, trusted), running };
}

function judge(record: ProbeRecord, trusted: TrustAnchors) {
  return diagnose({
    record,
    host: record.endpoint.host,
    anchors: trusted,
    reported: null,
    pastedFamily: null,
    at,
  });
}

function leafOf(authority: Issued, more: Partial<Parameters<typeof issue>[0]> = {}): Issued {
  return issue({ authority, cn: host, sans: [{ dns: host }], ...dates, ...more });
}

/** An authority below another, whose own certificate names where to fetch its issuer's. */
function below(issuer: Issued, cn: string, issuerPath?: string): Issued {
  const aia = issuerPath === undefined ? {} : { aia: { caIssuers: [web.url(issuerPath)] } };
  return makeAuthority({ cn, issuer, ...dates, ...aia });
}

describe('an issuer that the server does not send', () => {
  test.each<[string, (issuing: Issued) => Buffer]>([
    ['DER', ({ der }) => der],
    ['PEM', ({ certPem }) => Buffer.from(certPem)],
    ['PKCS#7', (issuing) => pkcs7Of([root.der, issuing.der])],
  ])('is fetched as %s: Windows repairs that by itself', async (_, body) => {
    const issuing = below(root, 'Contoso Issuing CA');
    pages['/ca'] = body(issuing);
    const leaf = leafOf(issuing, { aia: { caIssuers: ['ldap:///CN=Contoso', web.url('/ca')] } });
    const { record, diagnosis } = await look({ chain: [leaf] });
    expect(record.fetched?.issuers).toMatchObject({ from: [web.url('/ca')], problems: [] });
    expect(record.fetched?.issuers?.certificates).toContain(issuing.der.toString('base64'));
    expect(blocking(diagnosis)).toEqual(['incomplete-chain']);
    expect(evidenceOf(diagnosis, 'incomplete-chain')).toMatchObject({
      repairedByWindows: true,
      closedBy: ['CN=Contoso Issuing CA'],
      fetchedFrom: [web.url('/ca')],
    });
    expect(diagnosis.causes).toEqual(['missing-intermediate']);
    expect(record.timings.aia).toBeGreaterThan(0);
  });

  test('is climbed to over several steps, four at most', async () => {
    const authorities = [root];
    for (let step = 1; step <= 6; step += 1) {
      const last = authorities.at(-1) ?? root;
      const made = below(last, `Contoso CA ${step}`, step === 1 ? undefined : `/${step - 1}`);
      pages[`/${step}`] = made.der;
      authorities.push(made);
    }
    const leafBelow = (step: number) =>
      leafOf(authorities[step] ?? root, { aia: { caIssuers: [web.url(`/${step}`)] } });
    const four = await look({ chain: [leafBelow(4)] });
    expect(blocking(four.diagnosis)).toEqual(['incomplete-chain']);
    expect(evidenceOf(four.diagnosis, 'incomplete-chain')).toMatchObject({ repairedByWindows: true });
    const six = await look({ chain: [leafBelow(6)] });
    expect(six.record.fetched?.issuers?.from.length).toBe(4);
    expect(blocking(six.diagnosis)).toEqual(['untrusted-root']);
  });

  test('may lead to a root that is unknown here', async () => {
    const issuing = below(root, 'Contoso Issuing CA', '/root');
    Object.assign(pages, { '/ca': issuing.der, '/root': root.der });
    const leaf = leafOf(issuing, { aia: { caIssuers: [web.url('/ca')] } });
    const { diagnosis } = await look({ chain: [leaf] }, { trusted: noAnchors });
    expect(blocking(diagnosis)).toEqual(['untrusted-root']);
    expect(evidenceOf(diagnosis, 'untrusted-root')).toMatchObject({
      root: 'CN=Contoso Root CA',
      fetchedFrom: [web.url('/ca'), web.url('/root')],
    });
  });

  test.each<[string, LabPage | undefined, RegExp]>([
    ['is not there', undefined, /status 404/],
    ['is another one', makeAuthority({ cn: 'Fabrikam CA', ...dates }).der, /no certificate of the issuer/],
    ['is none', Buffer.from('<html>Not here</html>'), /no certificate of the issuer/],
    ['is too large', Buffer.alloc(2_000_000, 0x30), /too-large/],
  ])('stays missing when what is fetched %s', async (_, page, problem) => {
    if (page) pages['/ca'] = page;
    const issuing = below(root, 'Contoso Issuing CA');
    const leaf = leafOf(issuing, { aia: { caIssuers: [web.url('/ca')] } });
    const { diagnosis } = await look({ chain: [leaf] });
    expect(blocking(diagnosis)).toEqual(['incomplete-chain']);
    expect(evidenceOf(diagnosis, 'incomplete-chain')).toMatchObject({
      rootKnown: false,
      notFetched: [expect.stringMatching(problem)],
    });
    expect(diagnosis.causes).toEqual(['missing-intermediate', 'private-root']);
  });

  test('of the right name and a wrong key closes nothing', async () => {
    const issuing = below(root, 'Contoso Issuing CA');
    const namesake = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root, keyBits: 3072, ...dates });
    pages['/ca'] = namesake.der;
    const leaf = leafOf(issuing, { aia: { caIssuers: [web.url('/ca')] } });
    const { record, diagnosis } = await look({ chain: [leaf] });
    expect([blocking(diagnosis), record.fetched?.issuers?.certificates]).toEqual([['incomplete-chain'], []]);
    expect(evidenceOf(diagnosis, 'incomplete-chain')).not.toHaveProperty('repairedByWindows');
  });

  test('is not fetched for a chain that needs none, or that names no address', async () => {
    pages['/ca'] = root.der;
    const complete = await look({ chain: [leafOf(root, { aia: { caIssuers: [web.url('/ca')] } }), root] });
    expect(complete.record.fetched?.issuers).toBeNull();
    const plain = await look({ chain: [leafOf(root), root] });
    expect([plain.record.fetched, plain.record.triedNames]).toEqual([undefined, undefined]);
    const selfSigned = leafOf(root, { authority: 'self', aia: { caIssuers: [web.url('/ca')] } });
    expect(blocking((await look({ chain: [selfSigned] })).diagnosis)).toEqual(['self-signed']);
    expect(web.asked).toEqual([]);
  });

  test('is fetched once, and then kept', async () => {
    const issuing = below(root, 'Contoso Issuing CA');
    pages['/ca'] = issuing.der;
    const leaf = leafOf(issuing, { aia: { caIssuers: [web.url('/ca')] } });
    await look({ chain: [leaf] });
    const again = await look({ chain: [leaf] });
    expect(again.record.fetched?.issuers?.from).toEqual([web.url('/ca')]);
    expect(web.asked.length).toBe(1);
  });
});

describe('a revocation', () => {
  const revoked = { revokedAt, reason: 1 };

  function withOcsp(): Issued {
    return leafOf(root, { aia: { ocsp: [web.url('/ocsp')] } });
  }

  function withBoth(): Issued {
    return leafOf(root, { aia: { ocsp: [web.url('/ocsp')] }, crlUrls: [web.url('/list')] });
  }

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'is read from the response sent along under %s',
    async (maxVersion) => {
      const leaf = leafOf(root);
      const stapled = ocspResponse({ certificate: leaf, issuer: root, status: revoked, ...around(at) });
      const { record, diagnosis } = await look({ chain: [leaf, root], stapled, maxVersion });
      expect(blocking(diagnosis)).toEqual(['revoked']);
      expect(record.fetched?.revocation).toMatchObject([{ index: 0, status: 'revoked', by: 'stapled' }]);
      expect(diagnosis).toMatchObject({
        verdict: 'untrusted',
        policyErrors: ['RemoteCertificateChainErrors'],
        chainStatus: ['Revoked'],
        resolutions: ['replace-certificate'],
      });
      expect(evidenceOf(diagnosis, 'revoked')).toMatchObject({
        revokedAt: revokedAt.toISOString(),
        reason: 'keyCompromise',
        checkedByDotNet: false,
      });
    },
  );

  test('is asked of the responder that the certificate names', async () => {
    const leaf = withBoth();
    pages['/ocsp'] = ocspResponse({ certificate: leaf, issuer: root, status: revoked, ...around(at) });
    const { record, diagnosis } = await look({ chain: [leaf, root] });
    expect(blocking(diagnosis)).toEqual(['revoked']);
    expect(record.fetched?.revocation).toMatchObject([{ by: 'ocsp', url: web.url('/ocsp'), problems: [] }]);
    expect(web.asked.map(({ path }) => path)).toEqual(['/ocsp']);
  });

  test('is looked up in the list when the responder gives no answer that counts', async () => {
    const leaf = withBoth();
    const stranger = makeAuthority({ cn: 'Fabrikam CA', ...dates });
    pages['/ocsp'] = ocspResponse({
      certificate: leaf,
      issuer: root,
      status: 'good',
      signedBy: stranger,
      ...around(at),
    });
    pages['/list'] = crl({ issuer: root, revoked: [{ certificate: leaf, at: revokedAt }], ...around(at) });
    const { record, diagnosis } = await look({ chain: [leaf, root] });
    expect(blocking(diagnosis)).toEqual(['revoked']);
    expect(record.fetched?.revocation).toMatchObject([
      {
        by: 'crl',
        url: web.url('/list'),
        reason: null,
        problems: [expect.stringContaining('signed the response')],
      },
    ]);
  });

  test('of an issuer counts too', async () => {
    const issuing = makeAuthority({
      cn: 'Contoso Issuing CA',
      issuer: root,
      crlUrls: [web.url('/root')],
      ...dates,
    });
    pages['/root'] = crl({ issuer: root, revoked: [{ certificate: issuing, at: revokedAt }], ...around(at) });
    const { record, diagnosis } = await look({ chain: [leafOf(issuing), issuing] });
    expect(blocking(diagnosis)).toEqual(['revoked']);
    expect(evidenceOf(diagnosis, 'revoked')).toMatchObject({ index: 1, subject: 'CN=Contoso Issuing CA' });
    expect(record.fetched?.revocation.map(({ status }) => status)).toEqual(['unchecked', 'revoked']);
  });

  test('that is ruled out is no finding, and is asked about once while the answer holds', async () => {
    const leaf = withOcsp();
    pages['/ocsp'] = ocspResponse({ certificate: leaf, issuer: root, status: 'good', ...around(at) });
    const first = await look({ chain: [leaf, root] });
    await look({ chain: [leaf, root] });
    expect(first.diagnosis.findings).toEqual([]);
    expect(first.record.fetched?.revocation).toMatchObject([{ status: 'good', by: 'ocsp' }]);
    expect(first.record.timings.revocation).toBeGreaterThan(0);
    expect(web.asked.length).toBe(1);
  });

  test.each<[string, ((leaf: Issued) => Buffer) | undefined, RegExp]>([
    ['is silent', undefined, /status 404/],
    ['talks nonsense', () => Buffer.from('<html>'), /./],
    ['does not know the certificate', (leaf) => respond(leaf, { status: 'unknown' }), /does not know/],
    [
      'answered long ago',
      (leaf) => respond(leaf, { status: 'good', ...around(new Date('2026-01-10')) }),
      /holds from/,
    ],
    ['answers about another', () => respond(leafOf(root), { status: 'good' }), /other certificates/],
  ])(
    'that can’t be checked since the responder %s is no finding, and never guessed',
    async (_, page, why) => {
      const leaf = withOcsp();
      if (page) pages['/ocsp'] = page(leaf);
      const { record, diagnosis } = await look({ chain: [leaf, root] });
      expect(diagnosis.findings).toEqual([]);
      expect(record.fetched?.revocation).toMatchObject([
        { status: 'unchecked', by: null, problems: [expect.stringMatching(why)] },
      ]);
    },
  );

  function respond(leaf: Issued, options: Partial<Parameters<typeof ocspResponse>[0]>): Buffer {
    return ocspResponse({ certificate: leaf, issuer: root, status: 'good', ...around(at), ...options });
  }

  test('is asked of the issuer that was fetched', async () => {
    const issuing = below(root, 'Contoso Issuing CA');
    pages['/ca'] = issuing.der;
    const leaf = leafOf(issuing, { aia: { caIssuers: [web.url('/ca')], ocsp: [web.url('/ocsp')] } });
    pages['/ocsp'] = ocspResponse({ certificate: leaf, issuer: issuing, status: revoked, ...around(at) });
    expect(blocking((await look({ chain: [leaf] })).diagnosis)).toEqual(['incomplete-chain', 'revoked']);
  });

  test('is not asked about a certificate that has expired, nor under a forged signature', async () => {
    const expired = leafOf(root, { aia: { ocsp: [web.url('/ocsp')] }, notAfter: new Date('2026-02-01') });
    expect((await look({ chain: [expired, root] })).record.fetched?.revocation).toMatchObject([
      { status: 'unchecked', problems: [expect.stringContaining('expired')] },
    ]);
    const forged = leafOf(root, {
      aia: { ocsp: [web.url('/ocsp')] },
      signedBy: makeAuthority({ cn: 'Fabrikam CA', ...dates }),
    });
    expect((await look({ chain: [forged, root] })).record.fetched?.revocation).toEqual([]);
    expect(web.asked).toEqual([]);
  });

  test('later than the day that is judged is none yet', async () => {
    const leaf = withOcsp();
    pages['/ocsp'] = respond(leaf, { status: revoked });
    const { record } = await look({ chain: [leaf, root] });
    const before = { record, host, anchors, reported: null, pastedFamily: null, at: new Date('2026-10-01') };
    expect(diagnose(before).findings).toEqual([]);
  });

  test('beside a pasted error leaves open what the Router sees, since .NET asks only when told to', async () => {
    const leaf = withOcsp();
    pages['/ocsp'] = respond(leaf, { status: revoked });
    const { record } = await look({ chain: [leaf, root] });
    const pasted = { record, host, anchors, reported: null, pastedFamily: 'trust-relationship', at };
    expect(diagnose(pasted).causes).toEqual(['revoked', 'router-differs']);
  });
});

describe('the other names of a certificate', () => {
  const names = (...list: readonly string[]) => leafOf(root, { sans: list.map((dns) => ({ dns })) });

  test('are tried: the ones that show the same certificate would do', async () => {
    const leaf = names('exch01.contoso.com', '*.contoso.com', 'owa.contoso.com', 'gone.contoso.com');
    const other = leafOf(root);
    const resolve = async (name: string) => {
      if (name === 'gone.contoso.com') throw Object.assign(new Error('no'), { code: 'ENOTFOUND' });
      return ['127.0.0.1'];
    };
    const { record, diagnosis } = await look(
      { chain: [leaf, root], sni: { name: 'owa.contoso.com', chain: [other, root] } },
      { name: 'mail.fabrikam.com', resolve },
    );
    expect(record.triedNames).toEqual([
      { name: 'exch01.contoso.com', address: '127.0.0.1', shows: 'same-certificate' },
      { name: 'owa.contoso.com', address: '127.0.0.1', shows: 'another-certificate' },
      { name: 'gone.contoso.com', address: null, shows: 'nothing' },
    ]);
    expect(evidenceOf(diagnosis, 'name-mismatch')).toMatchObject({ workingNames: ['exch01.contoso.com'] });
  });

  test('are tried five at most, under a TLS 1.3 server too', async () => {
    const leaf = names(...Array.from({ length: 9 }, (_, index) => `exch${index}.contoso.com`));
    const { record } = await look({ chain: [leaf, root], minVersion: 'TLSv1.3' });
    expect(record.triedNames?.map(({ shows }) => shows)).toEqual(Array(5).fill('same-certificate'));
  });

  test('are not tried where the host is one of them, and not beyond the policy', async () => {
    expect((await look({ chain: [leafOf(root), root] })).record.triedNames).toBeUndefined();
    const leaf = names('exch01.contoso.com');
    const server = await labServer({ chain: [leaf, root] });
    open.push(server);
    let asked = 0;
    const policy = {
      check: (address: string) => {
        asked += 1;
        return address === '127.0.0.1'
          ? ({ allowed: true } as const)
          : ({ allowed: false, rule: 'private', setting: 'PROBE_ALLOWED_NETWORKS' } as const);
      },
    };
    const resolve = async (name: string) => [name === host ? '127.0.0.1' : '10.0.0.1'];
    const { record } = await look({ chain: [leaf, root] }, { policy, resolve });
    expect(record.triedNames).toEqual([{ name: 'exch01.contoso.com', address: null, shows: 'nothing' }]);
    expect(asked).toBe(2);
  });

  test('that never answer cost two seconds', async () => {
    const leaf = names('exch01.contoso.com');
    const begin = performance.now();
    const resolve = (name: string) =>
      name === host ? Promise.resolve(['127.0.0.1']) : new Promise<readonly string[]>(() => {});
    const { record } = await look({ chain: [leaf, root] }, { resolve });
    expect(record.triedNames).toEqual([{ name: 'exch01.contoso.com', address: null, shows: 'nothing' }]);
    expect(performance.now() - begin).toBeLessThan(3000);
  });
});

test('nothing is followed unless asked for, and all of it ends with the probe', async () => {
  const leaf = leafOf(root, { aia: { ocsp: [web.url('/slow')] } });
  pages['/slow'] = () => {};
  const running = await labServer({ chain: [leaf, root] });
  open.push(running);
  const options = { policy: null, clock: { now: () => at }, http: false, resolve: async () => ['127.0.0.1'] };
  const target = { host, port: running.port, path: '/', typed: host };
  expect((await probe(target, options)).fetched).toBeUndefined();
  const begin = performance.now();
  const record = await probe(target, { ...options, timeoutMs: 500, followUp: { anchors, cache } });
  expect(performance.now() - begin).toBeLessThan(1000);
  expect(record.failure).toBeNull();
  expect(record.fetched?.revocation).toMatchObject([
    { status: 'unchecked', problems: [`${web.url('/slow')}: timeout`] },
  ]);
});

test('a host that is silent costs three seconds once, and no more than four in all', async () => {
  const silent = await silentServer();
  const other = await silentServer();
  open.push(silent, other);
  const leaf = leafOf(root, {
    aia: { ocsp: [`http://127.0.0.1:${silent.port}/`] },
    crlUrls: [`http://127.0.0.1:${other.port}/`],
  });
  const begin = performance.now();
  await look({ chain: [leaf, root] });
  const once = performance.now() - begin;
  expect([once > 3900, once < 5000]).toEqual([true, true]);
  const { record } = await look({
    chain: [leafOf(root, { aia: { ocsp: [`http://127.0.0.1:${silent.port}/`] } }), root],
  });
  expect(performance.now() - begin - once).toBeLessThan(1000);
  expect(record.fetched?.revocation).toMatchObject([
    { status: 'unchecked', problems: [expect.stringContaining('timeout')] },
  ]);
});
