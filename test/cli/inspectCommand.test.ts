import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
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
  [64, 'not supported yet', 'x.p7b', '-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----\n'],
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
