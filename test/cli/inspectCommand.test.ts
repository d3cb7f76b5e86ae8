import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { printedReport, printedShort } from '../diagnosis/routerReport/printedReport.js';
import { pkcs7Of } from '../lab/containers.js';
import { pkcs12Of } from '../lab/pkcs12.js';
import { chainPem, issue, makeAuthority } from '../lab/pki.js';
import { cli } from './captureIo.js';

const host = 'mail.contoso.com';
const authority = makeAuthority({ cn: 'Contoso Root' });
const middle = makeAuthority({ cn: 'Contoso Issuing', issuer: authority });
const leaf = issue({ authority: middle, cn: host, sans: [{ dns: host }] });
const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-inspect-'));

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}

const roots = file('roots.pem', authority.certPem);

async function primary(...argv: string[]): Promise<readonly [number, string | null]> {
  const { code, out } = await cli(['inspect', '--json', '--trust-anchors', roots, ...argv]);
  return [code, JSON.parse(out).primary];
}

test('judges a file by its leaf and the rest as the chain sent', async () => {
  const whole = file('chain.pem', chainPem(leaf, middle));
  expect(await primary(whole)).toEqual([0, null]);
  expect(await primary(whole, '--host', host)).toEqual([0, null]);
  expect(await primary(whole, '--host', 'https://owa.contoso.com/owa')).toEqual([1, 'name-mismatch']);
  expect(await primary(whole, '--at', '2001-01-01')).toEqual([1, 'not-yet-valid']);
});

test('reads DER, and closes the path by --intermediates', async () => {
  const alone = file('leaf.cer', leaf.der);
  expect(await primary(alone)).toEqual([1, 'incomplete-chain']);
  const { out } = await cli([
    'inspect',
    alone,
    '--json',
    '--trust-anchors',
    roots,
    '--intermediates',
    file('m.crt', middle.certPem),
  ]);
  expect(JSON.parse(out)).toMatchObject({
    target: alone,
    primary: 'incomplete-chain',
    endpoint: { host: null, port: null, address: null, sni: null },
    server: null,
    timings: {},
  });
});

test('writes a text that names the certificate', async () => {
  const { code, out } = await cli([
    'inspect',
    file('own.pem', issue({ authority: 'self', cn: host }).certPem),
    '--locale',
    'fr',
  ]);
  expect(code).toBe(1);
  expect(out).toContain(host);
  expect(out).toContain('auto-signé');
});

test.each([
  [66, 'damaged', 'x.p7b', '-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----\n'],
  [66, 'x.txt', 'x.txt', 'hello'],
  [66, 'empty', 'empty.cer', ''],
] as const)('exits %i and says %j for %s', async (code, said, name, content) => {
  const result = await cli(['inspect', file(name, content)]);
  expect([result.code, result.out]).toEqual([code, '']);
  expect(result.err).toContain(said);
});

test('wrong usage', async () => {
  const whole = file('again.pem', leaf.certPem);
  expect((await cli(['inspect'])).code).toBe(64);
  expect((await cli(['inspect', whole, whole])).code).toBe(64);
  expect((await cli(['inspect', whole, '--host', 'not a host'])).code).toBe(64);
  expect((await cli(['inspect', path.join(folder, 'absent.cer')])).code).toBe(66);
  expect((await cli(['inspect', whole, '--intermediates', path.join(folder, 'absent.cer')])).code).toBe(66);
});

const ecMiddle = makeAuthority({ cn: 'Contoso EC Issuing', issuer: authority, keyType: 'ec' });
const ecLeaf = issue({ authority: ecMiddle, cn: host, sans: [{ dns: host }], keyType: 'ec' });

test('takes of a .p7b the one that issued no other, in any order, EC certificates too', async () => {
  for (const [index, ders] of [
    [ecLeaf.der, ecMiddle.der],
    [authority.der, ecMiddle.der, ecLeaf.der],
  ].entries()) {
    expect(await primary(file(`chain${index}.p7b`, pkcs7Of(ders)), '--host', host)).toEqual([0, null]);
  }
  const alone = file('alone.cer', ecLeaf.der);
  const supplied = file('middle.p7b', pkcs7Of([ecMiddle.der]));
  expect(await primary(alone, '--intermediates', supplied)).toEqual([1, 'incomplete-chain']);
});

describe('a .pfx', () => {
  const other = issue({ authority: middle, cn: 'other.contoso.com', sans: [{ dns: 'other.contoso.com' }] });
  const content = { certificates: [other.der, middle.der, ecMiddle.der, ecLeaf.der], withKeyOf: ecLeaf.der };
  const pfx = file('mail.pfx', pkcs12Of({ ...content, password: 'pässword' }));
  const inspect = ['inspect', pfx, '--json', '--host', host, '--trust-anchors', roots];

  test('is judged by the certificate that its private key belongs to', async () => {
    const answers = { 'utf8.txt': 'pässword\n', 'utf16.txt': Buffer.from('\ufeffpässword\r\n', 'utf16le') };
    for (const [name, content] of Object.entries(answers)) {
      const { code, out } = await cli([...inspect, '--password-file', file(name, content)]);
      expect([code, JSON.parse(out).presentedChain[0].subject]).toEqual([0, `CN=${host}`]);
    }
  });

  test('asks at the terminal, which stays off standard output', async () => {
    const asked: string[] = [];
    const askPassword = async (question: string) => {
      asked.push(question);
      return 'pässword';
    };
    const { code, out } = await cli(inspect, { askPassword });
    expect([code, asked.length]).toEqual([0, 1]);
    expect(out.split('\n')).toHaveLength(2);
  });

  test('asks nothing where none is needed', async () => {
    const open = file('open.pfx', pkcs12Of({ ...content, password: '' }));
    expect(await primary(open, '--host', host)).toEqual([0, null]);
  });

  test('says what is wrong, and never takes the password as an argument', async () => {
    expect(await cli(inspect)).toMatchObject({ code: 64, err: expect.stringContaining('--password-file') });
    const wrong = await cli(inspect, { askPassword: async () => 'wrong' });
    expect([wrong.code, wrong.out]).toEqual([66, '']);
    expect((await cli([...inspect, '--password-file', path.join(folder, 'absent')])).code).toBe(66);
    expect((await cli([...inspect, '--password', 'x'])).code).toBe(64);
  });
});

describe('a report of the Router’s computer', () => {
  const chain = [leaf, middle, authority];
  const refused = {
    chain,
    policyErrors: 'RemoteCertificateNameMismatch, RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    language: 'fr',
  } as const;
  const clean = { chain, machineRoot: true, userRoot: true, webStatus: 'ProtocolError', http: '401' };

  test('is judged by what .NET said there, in the form of a look', async () => {
    const { code, out } = await cli(['inspect', file('report.txt', printedReport(refused)), '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      verdict: 'untrusted',
      primary: 'name-mismatch',
      policyErrors: ['RemoteCertificateNameMismatch', 'RemoteCertificateChainErrors'],
      chainStatus: ['UntrustedRoot'],
      endpoint: { host, port: 443, address: '10.0.0.5' },
      presentedChain: [{ sans: [`DNS:${host}`] }, {}, {}],
    });
    expect(JSON.parse(out).findings.map(({ code: finding }: { code: string }) => finding)).toEqual([
      'name-mismatch',
      'untrusted-root',
    ]);
  });

  test('in the UTF-16 that PowerShell writes, cut off, and in its short form', async () => {
    const utf16 = Buffer.from(`\ufeff${printedReport(clean)}`, 'utf16le');
    expect(await primary(file('utf16.txt', utf16))).toEqual([0, null]);
    const cut = printedReport(refused).slice(0, 1200);
    expect(await primary(file('cut.txt', cut))).toEqual([1, 'name-mismatch']);
    expect(await primary(file('short.txt', printedShort(refused)))).toEqual([1, 'name-mismatch']);
    expect(await primary(file('empty.txt', '=====TRUSTDESK-PROBE v1====='))).toEqual([2, null]);
  });

  test('clean as a user, it is not called healthy', async () => {
    const { code, out } = await cli(['inspect', file('clean.txt', printedReport(clean)), '--locale', 'en']);
    expect(code).toBe(0);
    expect(out).toContain('does not yet hold for the service');
    expect(out).toContain('a user’s account');
  });
});
