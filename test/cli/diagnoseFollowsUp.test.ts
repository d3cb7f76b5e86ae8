import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { httpServer, type LabHttpServer } from '../lab/httpServer.js';
import { type LabServer, labServer } from '../lab/lab.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { around, crl, ocspResponse } from '../lab/revocation.js';
import { cli } from './captureIo.js';

const host = 'mail.contoso.com';
const root = makeAuthority({ cn: 'Contoso Root' });
const issuing = makeAuthority({ cn: 'Contoso Issuing CA', issuer: root });
const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-cli-'));
const roots = path.join(folder, 'roots.pem');
writeFileSync(roots, root.certPem);
const { $schema: _dialect, ...schema } = JSON.parse(
  readFileSync('src/diagnosis/diagnoseOutput.schema.json', 'utf8'),
);
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
const pages: { [path: string]: Buffer } = {};
const open: (LabServer | LabHttpServer)[] = [];
let web: LabHttpServer;

beforeAll(async () => {
  web = await httpServer(pages);
  open.push(web);
});

afterAll(async () => {
  await Promise.all(open.map((server) => server.close()));
  rmSync(folder, { recursive: true });
});

async function diagnose(server: Parameters<typeof labServer>[0], ...more: readonly string[]) {
  const running = await labServer(server);
  open.push(running);
  const to = ['--connect-to', `::127.0.0.1:${running.port}`];
  return cli(['diagnose', host, '--trust-anchors', roots, ...to, ...more]);
}

test('an issuer that the certificate points to is fetched, and the line keeps the schema', async () => {
  // What --connect-to sends elsewhere is sent there whatever for, as with curl; so only this host's port 443 is.
  pages['/ca'] = issuing.der;
  const leaf = issue({
    authority: issuing,
    cn: host,
    sans: [{ dns: host }],
    aia: { caIssuers: [web.url('/ca')] },
  });
  const running = await labServer({ chain: [leaf] });
  open.push(running);
  const to = `${host}:443:127.0.0.1:${running.port}`;
  const result = await cli(['diagnose', host, '--json', '--trust-anchors', roots, '--connect-to', to]);
  const line = JSON.parse(result.out);
  expect([validate(line), validate.errors, result.code]).toEqual([true, null, 1]);
  expect(line).toMatchObject({
    primary: 'incomplete-chain',
    findings: [{ code: 'incomplete-chain', evidence: { repairedByWindows: true } }],
    chainStatus: ['PartialChain'],
  });
  expect(line.timings.aia).toBeGreaterThan(0);
});

test('a revocation is told with its evidence; one that can’t be checked is told in the text alone', async () => {
  const now = new Date();
  const leaf = issue({ authority: root, cn: host, sans: [{ dns: host }] });
  const revokedAt = new Date(now.getTime() - 86_400_000);
  const stapled = ocspResponse({ certificate: leaf, issuer: root, status: { revokedAt }, ...around(now) });
  const revoked = await diagnose({ chain: [leaf, root], stapled }, '--json');
  expect(JSON.parse(revoked.out)).toMatchObject({
    primary: 'revoked',
    findings: [{ code: 'revoked', severity: 'blocks', evidence: { by: 'stapled', reason: null } }],
  });
  const good = ocspResponse({ certificate: leaf, issuer: root, status: 'good', ...around(now) });
  const fine = await diagnose({ chain: [leaf, root], stapled: good }, '--locale', 'en');
  expect([fine.code, fine.out.includes('not revoked, according to the OCSP response')]).toEqual([0, true]);
  const unknown = ocspResponse({ certificate: leaf, issuer: root, status: 'unknown', ...around(now) });
  const open = await diagnose({ chain: [leaf, root], stapled: unknown }, '--locale', 'en');
  expect([open.code, open.out.includes('could not be checked for mail.contoso.com')]).toEqual([0, true]);
});

test('a list that is a megabyte long is looked through', async () => {
  const now = new Date();
  const leaf = issue({ authority: root, cn: host, sans: [{ dns: host }], crlUrls: [web.url('/list')] });
  const revokedAt = new Date(now.getTime() - 86_400_000);
  pages['/list'] = crl({
    issuer: root,
    revoked: [{ certificate: leaf, at: revokedAt }],
    others: 40_000,
    ...around(now),
  });
  expect(pages['/list'].length).toBeGreaterThan(800_000);
  const running = await labServer({ chain: [leaf, root] });
  open.push(running);
  const to = `${host}:443:127.0.0.1:${running.port}`;
  const result = await cli(['diagnose', host, '--json', '--trust-anchors', roots, '--connect-to', to]);
  expect(JSON.parse(result.out)).toMatchObject({
    primary: 'revoked',
    findings: [{ evidence: { by: 'crl' } }],
  });
});
