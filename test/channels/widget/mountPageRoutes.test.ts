import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { CodedError } from '../../../src/base/codedError.js';
import { loadPageFiles } from '../../../src/channels/widget/pageFiles.js';
import { removeRecordsOf } from '../../../src/storage/removeRecordsOf.js';
import { personKey } from '../../../src/storage/storage.js';
import { openCase } from '../../bot/handoff/openCase.js';
import { type Answer, call } from '../directLine/directLineClient.js';
import { startDirectLine, type TestServer, type TestServerOptions } from '../directLine/startDirectLine.js';

let folder = '';
let server: TestServer | undefined;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-page-'));
  for (const name of ['pages', 'assets']) mkdirSync(path.join(folder, name));
  for (const locale of ['en', 'fr', 'vi']) {
    writeFileSync(path.join(folder, `pages/${locale}.html`), `<html lang="${locale}">`);
    writeFileSync(path.join(folder, `pages/${locale}.html.hash`), `hash-${locale}`);
  }
  writeFileSync(path.join(folder, 'secret.txt'), 'not for the web');
  writeFileSync(path.join(folder, 'assets/a.0123.js'), 'let a = 1;');
  writeFileSync(path.join(folder, 'assets/a.0123.js.br'), brotliCompressSync('let a = 1;'));
  writeFileSync(path.join(folder, 'assets/a.0123.js.gz'), gzipSync('let a = 1;'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(() => rmSync(folder, { recursive: true }));

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  server = await startDirectLine({ ...options, page: { files: loadPageFiles(folder) } });
  return server;
}

/** A GET whose Host and encoding are the test's own, which fetch does not allow. */
function raw(
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; headers: Record<string, unknown>; size: number }> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (response) => {
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, size }),
      );
    }).on('error', reject);
  });
}

function session(
  url: string,
  cookie?: string,
  body: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> {
  return call(`${url}/chat/session`, {
    body,
    headers: { ...(cookie === undefined ? {} : { cookie }), ...headers },
  });
}

function cookieOf({ headers }: Answer): string {
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

function userOf({ body }: Answer): string {
  return JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString()).user;
}

test.each([
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['de-DE,vi;q=0.4,en;q=0.3', 'vi'],
  ['ja', 'en'],
  ['fr;q=0, vi;q=0.1', 'vi'],
])('the page for %s speaks %s', async (accepted, locale) => {
  const { url } = await start();
  const response = await fetch(url, { headers: { 'accept-language': accepted } });
  expect(await response.text()).toBe(`<html lang="${locale}">`);
});

test('the page forbids whatever is not its own, and is asked for anew each time', async () => {
  const { url } = await start();
  const response = await fetch(url);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain(`connect-src 'self' blob: ${url.replace('http', 'ws')}`);
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  expect(response.headers.get('cache-control')).toBe('no-cache');
  const etag = response.headers.get('etag') ?? '';
  expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('assets are compressed before and kept for good', async () => {
  const { url } = await start();
  const asset = `${url}/assets/a.0123.js`;
  const encodings = await Promise.all(
    ['gzip, deflate, br', 'gzip', 'identity', 'br;q=0, gzip'].map(async (accepted) => {
      const { headers } = await raw(asset, { 'accept-encoding': accepted });
      return headers['content-encoding'];
    }),
  );
  expect(encodings).toEqual(['br', 'gzip', undefined, 'gzip']);
  const { headers } = await raw(asset, {});
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
});

test.each([
  '/assets/..%2fsecret.txt',
  '/assets/..%2f..%2fetc%2fpasswd',
  '/assets/none.js',
  '/assets/a.0123.js.br',
])('nothing but assets is served: %s', async (asked) => {
  const { url } = await start();
  expect((await raw(url + asked, {})).status).toBe(404);
});

test('a host that is not ours gets no page: its name was pointed here', async () => {
  const { url } = await start();
  expect((await raw(url, { host: 'rebound.example' })).status).toBe(403);
  expect((await raw(url, { host: 'localhost:3978' })).status).toBe(200);
  expect((await raw(url, { host: '[::1]:3978' })).status).toBe(200);
});

test('the host of PUBLIC_URL is ours, and its page may only be reached over https', async () => {
  const { url } = await start({ publicUrl: 'https://trust.contoso.com' });
  const page = await raw(url, { host: 'trust.contoso.com' });
  expect(page.headers['content-security-policy']).toContain('wss://trust.contoso.com');
  const opened = await session(url, undefined, {}, { origin: 'https://trust.contoso.com' });
  expect(opened.headers.get('set-cookie')).toMatch(
    /^__Host-trustdesk=.+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure$/,
  );
});

test('a cookie brings a browser back to its user and conversation', async () => {
  const { url } = await start();
  const first = await session(url, undefined, { locale: 'fr-FR' });
  expect(first.headers.get('set-cookie')).toMatch(
    /^trustdesk=.+; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
  );
  const again = await session(url, cookieOf(first));
  expect(again.body.conversationId).toBe(first.body.conversationId);
  expect(userOf(again)).toBe(userOf(first));
});

test('a new conversation is of the same user, and the bot learns that they left the old one', async () => {
  const { url, entries } = await start();
  const first = await session(url);
  const next = await session(url, cookieOf(first), { new: true });
  expect(next.body.conversationId).not.toBe(first.body.conversationId);
  expect(userOf(next)).toBe(userOf(first));
  const left = entries.filter(({ activity }) => activity['type'] === 'endOfConversation');
  expect(left.map(({ conversation }) => conversation)).toEqual([`directline/${first.body.conversationId}`]);
  expect((await session(url, cookieOf(next))).body.conversationId).toBe(next.body.conversationId);
});

test('a conversation with an open case is left when its person agrees that it is closed', async () => {
  const { url, storage, entries } = await start();
  const first = await session(url);
  const { conversationId } = first.body;
  const place = {
    channelId: 'directline',
    conversationId,
    userId: userOf(first),
    serviceUrl: 'https://here',
  };
  const record = await storage.cases.read(await openCase(storage, place));
  const arrived = entries.length;
  const asked = await session(url, cookieOf(first), { new: true });
  expect(asked.body).toEqual({ openCase: record?.reference });
  expect(asked.headers.get('set-cookie')).toBeNull();
  expect(entries).toHaveLength(arrived);
  expect((await session(url, cookieOf(first))).body.conversationId).toBe(conversationId);
  const left = await session(url, cookieOf(first), { new: true, leave: true });
  expect(left.body.conversationId).not.toBe(conversationId);
  expect(entries.filter(({ activity }) => activity['type'] === 'endOfConversation')).toHaveLength(1);
});

test('the cookie lasts for days after every token has expired, and is renewed with each use', async () => {
  const { url, pass } = await start();
  const first = await session(url);
  pass(29 * 86_400_000);
  const second = await session(url, cookieOf(first));
  expect(second.body.conversationId).toBe(first.body.conversationId);
  pass(29 * 86_400_000);
  expect((await session(url, cookieOf(second))).body.conversationId).toBe(first.body.conversationId);
  pass(31 * 86_400_000);
  expect((await session(url, cookieOf(second))).body.conversationId).not.toBe(first.body.conversationId);
});

test('a forged cookie, and a Direct Line token used as one, begin anew', async () => {
  const { url } = await start();
  const first = await session(url);
  for (const value of ['nonsense', first.body.token]) {
    expect((await session(url, `trustdesk=${value}`)).body.conversationId).not.toBe(
      first.body.conversationId,
    );
  }
  const cookieAsToken = await call(`${url}/v3/directline/conversations`, {
    method: 'POST',
    token: cookieOf(first).replace('trustdesk=', ''),
  });
  expect([cookieAsToken.status, cookieAsToken.body.error.code]).toEqual([401, 'token-malformed']);
});

test('forgetting deletes the user here and the cookie there, and ends the tokens', async () => {
  const { url, storage } = await start();
  const first = await session(url);
  const { token, conversationId } = first.body;
  await call(`${url}/v3/directline/conversations`, { token, method: 'POST' });
  const forgotten = await call(`${url}/chat/session`, {
    method: 'DELETE',
    body: {},
    headers: { cookie: cookieOf(first) },
  });
  expect([forgotten.status, forgotten.headers.get('set-cookie')]).toEqual([
    204,
    'trustdesk=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
  ]);
  expect(await storage.readDirectLineConversation(conversationId)).toBeNull();
  expect(await storage.readLog(`directline/${conversationId}`, 0, 10)).toEqual([]);
  expect((await call(`${url}/v3/directline/conversations/${conversationId}`, { token })).status).toBe(404);
  expect(userOf(await session(url, cookieOf(first)))).not.toBe(userOf(first));
});

test('another site’s page can neither open nor forget', async () => {
  const { url } = await start();
  const opened = await session(url);
  const attempts: [string, Record<string, string>][] = [
    ['POST', { origin: 'https://evil.example' }],
    ['POST', { 'sec-fetch-site': 'same-site' }],
    ['POST', { 'content-type': 'text/plain' }],
    ['DELETE', { origin: 'null' }],
  ];
  const codes = await Promise.all(
    attempts.map(async ([method, headers]) => {
      const answer = await call(`${url}/chat/session`, {
        method,
        body: {},
        headers: { cookie: cookieOf(opened), ...headers },
      });
      return [answer.status, answer.body.error.code];
    }),
  );
  expect(codes).toEqual([
    [403, 'foreign-origin'],
    [403, 'foreign-origin'],
    [415, 'json-expected'],
    [403, 'foreign-origin'],
  ]);
  expect((await session(url, cookieOf(opened))).body.conversationId).toBe(opened.body.conversationId);
});

test('new conversations are limited, coming back is not', async () => {
  const { url } = await start({ limits: { burst: 1 } });
  const first = await session(url);
  expect((await session(url, cookieOf(first))).status).toBe(200);
  expect((await session(url)).body.error.code).toBe('too-many-requests');
});

test('a page that was not built stops the start with its mend', () => {
  expect(() => loadPageFiles(path.join(folder, 'nowhere'))).toThrow(CodedError);
  expect(() => loadPageFiles(path.join(folder, 'nowhere'))).toThrow(/web page is not at/);
});

test('a link opens its conversation in another browser, which then goes on as its user', async () => {
  const { url, resumeLink } = await start();
  const mine = await session(url);
  const { conversationId } = mine.body;
  const link = await resumeLink(conversationId);
  const [page, resume = ''] = (link?.url ?? '').split('#resume=');
  expect(page).toBe(`${url}/`);
  expect((link?.until.getTime() ?? 0) - Date.now()).toBeGreaterThan(13.9 * 86_400_000);
  const elsewhere = await session(url);
  expect(elsewhere.body.conversationId).not.toBe(conversationId);
  const opened = await session(url, cookieOf(elsewhere), { resume });
  expect(opened.body).toMatchObject({ conversationId, resumed: true });
  expect(userOf(opened)).toBe(userOf(mine));
  const again = await session(url, cookieOf(opened));
  expect(again.body.conversationId).toBe(conversationId);
  expect(again.body).not.toHaveProperty('resumed');
});

test('a link that does not hold opens what the browser had, and says so', async () => {
  const { url, resumeLink, pass, storage } = await start();
  const mine = await session(url);
  const resume = (await resumeLink(mine.body.conversationId))?.url.split('=')[1] ?? '';
  const other = await session(url);
  const tries = [
    `${resume}x`,
    'x',
    '',
    // Tokens for other ends, signed with the same secret.
    mine.body.token,
    cookieOf(mine).split('=')[1],
  ];
  for (const wrong of tries) {
    const answer = await session(url, cookieOf(other), { resume: wrong });
    expect(answer.body).toMatchObject({ conversationId: other.body.conversationId, resumed: false });
  }
  expect((await session(url, undefined, { resume: { a: 1 } })).body).not.toHaveProperty('resumed');
  // Nor is a link a token of the channel, or a cookie.
  const bearer = { authorization: `Bearer ${resume}` };
  expect((await call(`${url}/v3/directline/conversations`, { body: {}, headers: bearer })).status).toBe(401);
  expect((await session(url, `trustdesk=${resume}`)).body.conversationId).not.toBe(mine.body.conversationId);
  pass(14 * 86_400_000 + 1_000);
  expect((await session(url, cookieOf(other), { resume })).body.resumed).toBe(false);
  await removeRecordsOf(storage.records, personKey('directline', userOf(mine)));
  expect(await resumeLink(mine.body.conversationId)).toBeNull();
});

test('the page tells nobody its address', async () => {
  const { url } = await start();
  const page = await fetch(`${url}/`);
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
});
