import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { bannerServer, closedPort, type LabServer, labServer, silentServer } from '../lab/lab.js';
import { mailServer, smtpTalk } from '../lab/mailServer.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { cli } from './captureIo.js';

const host = 'mail.contoso.com';
const authority = makeAuthority({ cn: 'Contoso Root' });
const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-cli-'));
const roots = path.join(folder, 'roots.pem');
writeFileSync(roots, authority.certPem);
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema());
const servers: LabServer[] = [];
let good: string;
let selfSigned: string;

function schema(): object {
  const { $schema: _dialect, ...rest } = JSON.parse(
    readFileSync('src/diagnosis/diagnoseOutput.schema.json', 'utf8'),
  );
  return rest;
}

beforeAll(async () => {
  const leaf = issue({ authority, cn: host, sans: [{ dns: host }] });
  const own = issue({ authority: 'self', cn: host, sans: [{ dns: host }] });
  servers.push(
    await labServer({ chain: [leaf, authority], headers: { server: 'Microsoft-IIS/8.5' } }),
    await labServer({ chain: [own] }),
  );
  [good = '', selfSigned = ''] = servers.map(({ port }) => `${host}:443:127.0.0.1:${port}`);
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true });
});

interface Line {
  readonly target: string;
  readonly verdict: string;
  readonly primary: string | null;
  readonly endpoint: object;
  readonly server: { readonly windows: string } | null;
}

function lines(out: string): readonly Line[] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('--json', () => {
  test('prints one line that keeps the schema, and exits 0 for a trusted server', async () => {
    const result = await cli(['diagnose', host, '--json', '--trust-anchors', roots, '--connect-to', good]);
    expect(result).toMatchObject({ code: 0, err: '' });
    const [line, ...more] = lines(result.out);
    expect(more).toEqual([]);
    expect([validate(line), validate.errors]).toEqual([true, null]);
    expect(line).toMatchObject({
      target: host,
      verdict: 'trusted',
      primary: null,
      endpoint: { host, port: 443, address: '127.0.0.1', sni: host },
      server: { server: 'Microsoft-IIS/8.5', windows: '2012r2' },
    });
  });

  test('the roots of --trust-anchors replace the built-in ones, absent they are not trusted', async () => {
    const result = await cli(['diagnose', host, '--json', '--connect-to', good]);
    expect([result.code, lines(result.out)[0]?.primary]).toEqual([1, 'untrusted-root']);
    const own = await cli(['diagnose', host, '--json', '--connect-to', good], {
      env: { PROBE_TRUST_ANCHORS: roots },
    });
    expect(own.code).toBe(0);
  });

  test('several targets come in the order given, the highest code wins', async () => {
    const refused = await closedPort();
    const result = await cli([
      ...['diagnose', `https://bob:hunter2@127.0.0.1:${refused}/`, host, '--json'],
      ...['--connect-to', selfSigned, '--timeout', '3000'],
    ]);
    expect(result.code).toBe(2);
    expect(lines(result.out).map(({ target, primary }) => [target, primary])).toEqual([
      [`https://***@127.0.0.1:${refused}/`, 'refused'],
      [host, 'self-signed'],
    ]);
    for (const line of lines(result.out)) expect([validate(line), validate.errors]).toEqual([true, null]);
  });

  test.each([
    ['not-tls', () => bannerServer('220 ready\r\n')],
    ['timeout', () => silentServer()],
  ] as const)('%s exits 2', async (primary, start) => {
    const server = await start();
    servers.push(server);
    const result = await cli(['diagnose', `127.0.0.1:${server.port}`, '--json', '--timeout', '300']);
    expect([result.code, lines(result.out)[0]]).toEqual([
      2,
      expect.objectContaining({ primary, verdict: 'unreachable' }),
    ]);
  });

  test('a name that does not resolve is a result, not an error', async () => {
    const resolve = async (): Promise<never> => {
      throw Object.assign(new Error('none'), { code: 'ENOTFOUND' });
    };
    const result = await cli(['diagnose', 'exch01', '--json'], { resolve });
    expect([result.code, lines(result.out)[0]?.primary]).toEqual([2, 'dns-failure']);
  });

  test('--at moves the time of the judgement', async () => {
    const argv = ['diagnose', host, '--json', '--trust-anchors', roots, '--connect-to', good];
    const result = await cli([...argv, '--at', '2001-01-01']);
    expect([result.code, lines(result.out)[0]?.primary]).toEqual([1, 'not-yet-valid']);
  });
});

test.each([
  ['en', 'self-signed'],
  ['fr', 'auto-signé'],
  ['vi', 'tự ký'],
])('the text for people is in %s', async (locale, word) => {
  const argv = ['diagnose', host, '--connect-to', selfSigned];
  const asked = await cli([...argv, '--locale', locale]);
  expect(asked.code).toBe(1);
  expect(asked.out.normalize('NFC')).toContain(word);
  expect(asked.out).not.toContain('**');
  const spoken = await cli(argv, { env: { LANG: `${locale}_XX.UTF-8` } });
  expect(spoken.out.split('\n')[0]).toBe(asked.out.split('\n')[0]);
});

test('--starttls begins in the mail protocol, at its own port unless another is named', async () => {
  const leaf = issue({ authority: 'self', cn: host, sans: [{ dns: host }] });
  const server = await mailServer(smtpTalk, [leaf]);
  servers.push(server);
  for (const [target, port] of [
    [host, 25],
    [`${host}:587`, 587],
    [`${host}:443`, 443],
  ] as const) {
    const to = `${host}:${port}:127.0.0.1:${server.port}`;
    const result = await cli(['diagnose', target, '--json', '--starttls', 'smtp', '--connect-to', to]);
    const [line] = lines(result.out);
    expect(validate(line)).toBe(true);
    expect([result.code, line?.primary, line?.endpoint]).toMatchObject([1, 'self-signed', { port }]);
  }
});

describe('every argument is checked before the first connection', () => {
  test.each([
    [64, []],
    [64, ['*.contoso.com']],
    [64, ['ftp://mail.contoso.com']],
    [64, ['--starttls', 'ftp']],
    [64, ['--locale', 'de']],
    [64, ['--timeout', 'soon']],
    [64, ['--timeout', '0']],
    [64, ['--at', 'tomorrow']],
    [64, ['--at', '2026-02-31']],
    [64, ['--connect-to', 'mail.contoso.com:443']],
    [66, ['--trust-anchors', path.join(folder, 'absent.pem')]],
    [66, ['--trust-anchors', 'package.json']],
  ])('exits %i for %j', async (code, extra) => {
    const server = servers[0];
    const before = server?.connections();
    const targets = extra.length === 0 ? [] : [`127.0.0.1:${server?.port}`];
    const result = await cli(['diagnose', '--json', ...targets, ...extra]);
    expect([result.code, result.out]).toEqual([code, '']);
    expect(result.err).not.toBe('');
    expect(server?.connections()).toBe(before);
  });

  test('a target with credentials is not repeated in full', async () => {
    const { code, err } = await cli(['diagnose', 'https://bob:hunter2@mail..contoso.com']);
    expect(code).toBe(64);
    expect(err).not.toContain('hunter2');
  });
});
