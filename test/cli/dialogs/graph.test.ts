import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cli } from '../captureIo.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-graph-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('one tree is printed as Mermaid, in the language of the terminal or the one asked for', async () => {
  const english = await cli(['dialogs', 'graph', 'root']);
  expect([english.code, english.err]).toEqual([0, '']);
  expect(english.out).toMatch(/^---\ntitle: .*\n---\nflowchart LR\n/);
  expect(english.out).toContain('Paste the error message');
  const french = await cli(['dialogs', 'graph', 'root'], { env: { LANG: 'fr_FR.UTF-8' } });
  expect(french.out).toContain('Collez');
  const vietnamese = await cli(['dialogs', 'graph', 'root', '--locale', 'vi', '--format', 'svg']);
  expect(vietnamese.out).toMatch(/^<svg [^>]*lang="vi"/);
  expect(vietnamese.out).toContain('Câu hỏi');
});

test('without a tree all are drawn', async () => {
  const { code, out } = await cli(['dialogs', 'graph']);
  expect(code).toBe(0);
  expect(out.match(/^flowchart LR$/gm)?.length).toBeGreaterThan(1);
});

test('drawings are written into a folder, in both formats or the one asked for, and lead to each other', async () => {
  const both = path.join(folder, 'both');
  const { code, out } = await cli(['dialogs', 'graph', 'root', '--out', both]);
  expect(code).toBe(0);
  expect(out).toBe(`${path.join(both, 'root.svg')}\n${path.join(both, 'root.mmd')}\n`);
  expect(readFileSync(path.join(both, 'root.svg'), 'utf8')).toMatch(/href="email-router-trust\.svg#node-/);
  const all = path.join(folder, 'all');
  await cli(['dialogs', 'graph', '--format', 'svg', '--out', all]);
  const files = readdirSync(all);
  expect(files.length).toBeGreaterThan(1);
  expect(files.filter((file) => !file.endsWith('.svg'))).toEqual([]);
});

test.each([
  [['rooot'], 64, /no tree "rooot"[\s\S]*Did you mean "root"\?/],
  [['root', 'more'], 64, /one tree/],
  [['root', '--format', 'png'], 64, /none of svg, mermaid/],
  [['root', '--locale', 'xx'], 64, /--locale xx/],
  [['--format', 'svg'], 64, /--out/],
])('a wrong line is told with its mend: %j', async (args, expected, told) => {
  const { code, out, err } = await cli(['dialogs', 'graph', ...args]);
  expect([code, out]).toEqual([expected, '']);
  expect(err).toMatch(told);
});

test('a folder that cannot be made is told', async () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  const { code, err } = await cli(['dialogs', 'graph', 'root', '--out', path.join(file, 'within')]);
  expect(code).toBe(66);
  expect(err).toMatch(/cannot be written/);
});

test('the README shows the tree as it is', async () => {
  const { out } = await cli(['dialogs', 'graph', 'exchange-online', '--format', 'svg']);
  const mend =
    'Mend: npx trustdesk dialogs graph exchange-online --format svg --locale en > docs/dialog-tree.svg';
  expect(readFileSync('docs/dialog-tree.svg', 'utf8') === out ? '' : mend).toBe('');
  expect(readFileSync('README.md', 'utf8').includes('(docs/dialog-tree.svg)')).toBe(true);
});
