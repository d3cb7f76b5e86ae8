import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Server } from 'restify';
import { silentLog } from '../../../src/base/log.js';
import { type DialogPages, type DrawnTree, treeAddress } from '../../../src/channels/dialogs/dialogPages.js';
import { mountDialogRoutes } from '../../../src/channels/dialogs/mountDialogRoutes.js';
import { makeOwnOrigin } from '../../../src/channels/directLine/ownOrigin.js';
import { createHttpServer } from '../../../src/channels/server.js';

const hostile = `<script>alert(1)</script>"'&`;
const drawings = new Map<string, DrawnTree>();
let asked: string[] = [];

const pages: DialogPages = {
  languages: [
    { locale: 'en', name: 'English' },
    { locale: 'fr', name: 'Français' },
  ],
  defaultLocale: 'en',
  drawingStyle: '.drawing { fill: red }',
  text: (locale, key, params = {}) => [locale, key, ...Object.values(params)].join(' '),
  trees: (locale) => [...drawings].filter(([key]) => key.startsWith(locale)).map(([, tree]) => tree),
  tree(id, locale) {
    asked.push(`${locale} ${id}`);
    return drawings.get(`${locale} ${id}`) ?? null;
  },
};

function drawnTree(locale: string, changes: Partial<DrawnTree> = {}): DrawnTree {
  return {
    id: 'router',
    title: `Router in ${locale}`,
    families: [],
    owner: null,
    reviewed: null,
    nodeCount: 12,
    sources: [],
    svg: `<svg lang="${locale}"></svg>`,
    mermaid: 'flowchart LR\n  a --> b',
    ...changes,
  };
}

let server: Server;
let url = '';
beforeAll(async () => {
  server = createHttpServer(silentLog);
  mountDialogRoutes(server, { pages, ownOrigin: makeOwnOrigin(null), log: silentLog });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  drawings.clear();
  for (const locale of ['en', 'fr']) drawings.set(`${locale} router`, drawnTree(locale));
  asked = [];
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

test.each([
  ['?locale=fr', 'en', 'fr'],
  ['', 'fr-CA,fr;q=0.9', 'fr'],
  ['?locale=xx', 'fr', 'fr'],
  ['?locale=../fr', 'ja', 'en'],
])('%j for a browser in %s is in %s', async (query, accepted, locale) => {
  const response = await fetch(`${url}/dialogs/router${query}`, { headers: { 'accept-language': accepted } });
  const html = await response.text();
  expect(html).toContain(`<html lang="${locale}">`);
  expect(html).toContain(`<svg lang="${locale}">`);
  expect(html).toContain(`Router in ${locale}`);
  expect(html).toMatch(new RegExp(`hreflang="${locale}" aria-current="true"`));
});

test('the list names every tree with its owner, its review and its families', async () => {
  drawings.set(
    'en other',
    drawnTree('en', { id: 'other', owner: 'Mail team', reviewed: '1 May 2026', families: ['404'] }),
  );
  const html = await (await fetch(`${url}/dialogs?locale=en`)).text();
  for (const shown of [
    'Mail team',
    '1 May 2026',
    '<li>404</li>',
    'en noOwner',
    'en notReviewed',
    'en nodes 12',
  ])
    expect(html).toContain(shown);
  expect(html).toContain('href="/dialogs/other?locale=en"');
  expect(html).toContain('href="/dialogs/router?locale=en"');
  drawings.clear();
  expect(await (await fetch(`${url}/dialogs`)).text()).toContain('en none');
});

test('a page holds no script, no style of its own, and its policy allows none', async () => {
  const response = await fetch(`${url}/dialogs/router`);
  expect(response.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(await response.text()).not.toMatch(/<script|<style|style="| on\w+="/);
});

test('what authors write is shown and does nothing', async () => {
  drawings.set(
    'en router',
    drawnTree('en', {
      ...{ title: hostile, owner: hostile, reviewed: hostile, families: [hostile], mermaid: hostile },
      sources: [{ title: hostile, id: hostile, url: `https://contoso.com/"${hostile}`, reviewed: hostile }],
    }),
  );
  for (const path of ['/dialogs/router', '/dialogs']) {
    const html = await (await fetch(url + path)).text();
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  }
  expect(treeAddress('a"/../b', 'e"n', 'c"d')).toBe('/dialogs/a%22%2F..%2Fb?locale=e%22n#node-c%22d');
});

test('a page is asked for anew each time, and sent only when its tree has changed', async () => {
  const first = await fetch(`${url}/dialogs/router`);
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const etag = first.headers.get('etag') ?? '';
  const again = () => fetch(`${url}/dialogs/router`, { headers: { 'if-none-match': etag } });
  expect((await again()).status).toBe(304);
  drawings.set('en router', drawnTree('en', { title: 'Changed' }));
  const changed = await again();
  expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
});

test('pages are compressed for browsers that take it', async () => {
  const encoding = async (accepted: string) =>
    (await fetch(`${url}/dialogs/router`, { headers: { 'accept-encoding': accepted } })).headers.get(
      'content-encoding',
    );
  expect([await encoding('br'), await encoding('gzip'), await encoding('identity')]).toEqual([
    'br',
    'gzip',
    null,
  ]);
});

test('the style sheet is named by its content and kept for good', async () => {
  const html = await (await fetch(`${url}/dialogs`)).text();
  const [, address = ''] = /href="(\/dialogs\/style\.css\?v=[0-9a-f]+)"/.exec(html) ?? [];
  const style = await fetch(url + address);
  expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(style.headers.get('cache-control')).toContain('immutable');
  expect(await style.text()).toContain('.drawing { fill: red }');
});

test.each([
  '/dialogs/none',
  '/dialogs/..%2f..%2fetc%2fpasswd',
  '/dialogs/__proto__',
  '/dialogs/%3Cscript%3E',
])('a tree that is not there is a page of its own: %s', async (path) => {
  const response = await fetch(url + path);
  const html = await response.text();
  expect([response.status, html.includes('en unknown'), html.includes('<script')]).toEqual([
    404,
    true,
    false,
  ]);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('HEAD says the same without the page', async () => {
  const [whole, head] = await Promise.all(
    ['GET', 'HEAD'].map((method) => fetch(`${url}/dialogs/router`, { method })),
  );
  expect(head?.headers.get('etag')).toBe(whole?.headers.get('etag'));
  expect(await head?.text()).toBe('');
});

test('a host that is not ours gets no page, and nothing is drawn for it', async () => {
  const status = await new Promise((resolve, reject) => {
    get(`${url}/dialogs/router`, { headers: { host: 'rebound.example' }, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
  expect([status, asked]).toEqual([403, []]);
});
