import { beforeAll, expect, test } from '@jest/globals';
import { loadPageFiles, type PageFiles } from '../../src/channels/widget/pageFiles.js';
import { buildPage } from '../browser/chatPage.js';

let files: PageFiles;
let html: string;
beforeAll(() => {
  buildPage();
  files = loadPageFiles('dist/web/desk');
  html = String(files.page('index')?.read('identity'));
}, 30_000);

test('the page has no inline script and no inline style, so that a policy without them holds', () => {
  const scripts = [...html.matchAll(/<script\b([^>]*)>([^<]*)/g)];
  expect(scripts).toHaveLength(1);
  expect(scripts[0]?.[1]).toMatch(/ src="\/desk\/assets\/[^"]+-[\w-]{8}\.js"/);
  expect(scripts[0]?.[2]).toBe('');
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|data:/);
});

test('the page names nothing but what the build made, compressed', () => {
  const names = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '');
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) {
    expect(name).toMatch(/^\/desk\/assets\//);
    const asset = files.asset(name.replace('/desk/assets/', ''));
    const length = asset?.read('identity')?.length ?? 0;
    expect(asset?.read('br')?.length ?? length).toBeLessThan(length);
    expect(asset?.read('gzip')?.length ?? length).toBeLessThan(length);
  }
});

test('React is the one for production, whatever NODE_ENV says here', () => {
  const [script = ''] = /assets\/[^"]+\.js/.exec(html) ?? [];
  const code = String(files.asset(script.replace('assets/', ''))?.read('identity'));
  expect(code).toContain('TrustDesk');
  expect(code).not.toContain('react.dev/link/hydration-mismatch');
});
