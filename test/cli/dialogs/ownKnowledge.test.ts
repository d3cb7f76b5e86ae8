import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { readOwnFiles } from '../../../src/app/own/readOwnFiles.js';
import { ownFolder, vpnArticle } from '../../app/own/ownFolder.js';
import { cli } from '../captureIo.js';

// Each command reads and checks all knowledge.
jest.setTimeout(60_000);

const english = `# The tunnel does not open

## Symptoms

> Error 809: the Contoso tunnel could not be opened because the gateway did not respond.

## Cause

The firewall is closed.

## Resolution

1. Open UDP 500.
2. Connect again.
`;
const french = `# Le tunnel ne s’ouvre pas

## Symptômes

> Erreur 809 : le tunnel de Contoso n’a pas pu être ouvert, car la passerelle n’a pas répondu.

## Cause

Le pare-feu est fermé.

## Résolution

1. Ouvrez UDP 500.
2. Connectez-vous de nouveau.
`;

let own: ReturnType<typeof ownFolder>;
let written: ReturnType<typeof ownFolder>;
beforeEach(() => {
  own = ownFolder();
  written = ownFolder({ 'contoso-vpn.md': english, 'contoso-vpn.fr.md': french });
});
afterEach(() => {
  own.remove();
  written.remove();
});

const clock = { now: () => new Date('2026-11-22T10:00:00Z') };

function dialogs(...argv: readonly string[]) {
  const env = { LANG: 'en_US.UTF-8', KNOWLEDGE_DIR: own.folder, USER: 'helpdesk' };
  return cli(['dialogs', ...argv], { env, clock });
}

function at(name: string): string {
  return path.join(written.folder, name);
}

async function texts(): Promise<{ readonly [path: string]: string }> {
  return Object.fromEntries((await readOwnFiles(own.folder)).files.map((file) => [file.path, file.text]));
}

test('an article becomes a draft in two languages, with one command each', async () => {
  const first = await dialogs('new', at('contoso-vpn.md'), '--owner', 'helpdesk@contoso.com');
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(Object.keys(await texts())).toEqual([
    'conversations/contoso-vpn.en.yaml',
    'dialogs/contoso-vpn.yaml',
    'dialogs/signatures/contoso-vpn.yaml',
    'locales/en/trees/contoso-vpn.json',
  ]);
  expect(await dialogs('new', at('contoso-vpn.fr.md'))).toMatchObject({ code: 0, err: '' });
  const made = await texts();
  expect(made['dialogs/contoso-vpn.yaml']).toMatch(/state: draft[\s\S]*languages: \[ en, fr \]/);
  expect(made['dialogs/contoso-vpn.yaml']).toContain('owner: "helpdesk@contoso.com"');
  expect(made['dialogs/signatures/contoso-vpn.yaml']).toMatch(
    /en:\n {6}- "Error 809[\s\S]*fr:\n {6}- "Erreur 809/,
  );
  expect(made['conversations/contoso-vpn.fr.yaml']).toContain('Le pare-feu est fermé.');

  expect(await dialogs('check')).toMatchObject({ code: 0, err: '' });
  const tested = await dialogs('test');
  expect(tested.code).toBe(0);
  expect(tested.out).toContain('contoso-vpn fr: 3 of 3 waiting nodes, 1 of 1 leaves');
  expect(tested.out).toContain('2 conversations, 0 not as written');
});

test('an article may exist in Vietnamese alone', async () => {
  const vietnamese = english
    .replace('# The tunnel does not open', '# Không mở được đường hầm')
    .replace('## Symptoms', '## Triệu chứng')
    .replace('## Cause', '## Nguyên nhân')
    .replace('## Resolution', '## Giải pháp')
    .replace(/> Error 809.*/, '> Lỗi 809: không mở được đường hầm Contoso vì cổng kết nối không phản hồi.');
  writeFileSync(at('contoso-vpn.md'), vietnamese);
  expect((await dialogs('new', at('contoso-vpn.md'))).code).toBe(0);
  const made = await texts();
  expect(made['dialogs/contoso-vpn.yaml']).toContain('languages: [vi]');
  const said = made['conversations/contoso-vpn.vi.yaml'] ?? '';
  for (const text of [
    '1. Xem các bước',
    '2. Vẫn còn lỗi',
    'Tôi không còn bước nào khác',
    '3. Bắt đầu lại',
    'Rất tốt.',
  ])
    expect(said).toContain(text);
  expect((await dialogs('publish')).code).toBe(0);
});

test('the article in the README is one', async () => {
  const [, article = ''] = /^````markdown\n([\s\S]*?)^````$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  writeFileSync(at('contoso-vpn.md'), article);
  expect(await dialogs('new', at('contoso-vpn.md'), '--owner', 'helpdesk@contoso.com')).toMatchObject({
    code: 0,
  });
  expect((await dialogs('check')).out).toContain('0 errors, 0 warnings');
});

test('an article is not written over another, unless it is asked for', async () => {
  await dialogs('new', at('contoso-vpn.md'));
  const before = await texts();
  const again = await dialogs('new', at('contoso-vpn.md'));
  expect(again.code).toBe(64);
  expect(again.err).toContain('--replace');
  expect(await texts()).toEqual(before);
  writeFileSync(at('contoso-vpn.md'), english.replace('Open UDP 500.', 'Open UDP 4500.'));
  expect(await dialogs('new', at('contoso-vpn.md'), '--replace')).toMatchObject({ code: 0 });
  expect((await texts())['locales/en/trees/contoso-vpn.json']).toContain('UDP 4500');
});

test.each([
  ['a family of the product', ['--id', 'forbidden'], /a name of the product's own/],
  ['a namespace of the product', ['--id', 'bot'], /a name of the product's own/],
  ['a name that is none', ['--id', '../etc'], /no name for an article/],
  ['a language that is not shipped', ['--locale', 'de'], /--locale de/],
])('%s is refused', async (_what, options, message) => {
  const { code, err } = await dialogs('new', at('contoso-vpn.md'), ...options);
  expect(code).toBe(64);
  expect(err).toMatch(message);
  expect(await texts()).toEqual({});
});

test('an article with problems is told line by line, and nothing is written', async () => {
  writeFileSync(
    at('contoso-vpn.md'),
    english.replace('## Cause', '## Why').replace('1. ', '').replace('2. ', ''),
  );
  const { code, out, err } = await dialogs('new', at('contoso-vpn.md'));
  expect(code).toBe(1);
  expect(out.trim().split('\n')).toEqual([
    expect.stringMatching(/contoso-vpn\.md:7:1 "## Why"/),
    expect.stringMatching(/contoso-vpn\.md:11:1 There are no numbered steps/),
    expect.stringMatching(/contoso-vpn\.md:15:1 There is no section "## Cause"/),
  ]);
  expect(err).toContain('nothing was written');
  expect(await texts()).toEqual({});
});

test('an error text that another tree answers is told', async () => {
  const known = 'Could not establish trust relationship for the SSL/TLS secure channel.';
  writeFileSync(at('contoso-vpn.md'), english.replace(/> Error 809.*/, `> ${known}`));
  const { code, out } = await dialogs('new', at('contoso-vpn.md'));
  expect(code).toBe(1);
  expect(out).toMatch(/contoso-vpn\.md:5:1 .*taken for "trust-relationship"/);
  expect(await texts()).toEqual({});
});

test('publish, releases and rollback', async () => {
  await dialogs('new', at('contoso-vpn.md'));
  const published = await dialogs('publish', '--note', 'first');
  expect(published).toMatchObject({ code: 0, err: '' });
  expect(published.out).toContain('Release 1 is published: contoso-vpn.');
  expect((await texts())['dialogs/contoso-vpn.yaml']).toContain('state: published');
  expect((await dialogs('publish')).out).toContain('release 1 is the same');

  await dialogs('new', at('contoso-vpn.fr.md'));
  expect((await texts())['dialogs/contoso-vpn.yaml']).toContain('state: draft');
  expect((await dialogs('publish', 'contoso-vpn')).out).toContain('Release 2');
  const listed = await dialogs('releases');
  expect(listed.out).toBe(
    '    1  2026-11-22 10:00 UTC  helpdesk  contoso-vpn  (first)\n*   2  2026-11-22 10:00 UTC  helpdesk  contoso-vpn\n',
  );
  expect((await dialogs('rollback')).out).toContain('Release 1 is served again');
  const records = (await dialogs('releases', '--json')).out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records.map(({ number, served }) => [number, served])).toEqual([
    [1, true],
    [2, false],
  ]);
  expect(await dialogs('rollback')).toMatchObject({ code: 64 });
  expect(await dialogs('rollback', '7')).toMatchObject({ code: 64 });
  expect((await dialogs('rollback', '2')).code).toBe(0);
});

test('a release that is not whole is not gone back to', async () => {
  for (const [file, text] of Object.entries(vpnArticle())) own.write(file, text);
  await dialogs('publish');
  own.write('locales/en/trees/contoso-vpn.json', JSON.stringify({ cause: 'x', yes: 'y', end: 'z' }));
  await dialogs('publish');
  own.write('releases/1/dialogs/more.yaml', 'id: more');
  const { code, err } = await dialogs('rollback');
  expect(code).toBe(66);
  expect(err).toContain('not those that were published');
  expect((await dialogs('releases')).out).toMatch(/^\* {3}2/m);
});

test('only the articles named are published; the other drafts wait', async () => {
  for (const id of ['contoso-vpn', 'contoso-print'])
    for (const [file, text] of Object.entries(vpnArticle({ id, state: 'draft' }))) own.write(file, text);
  const { out, code } = await dialogs('publish', 'contoso-vpn');
  expect(code).toBe(0);
  expect(out).toContain('Release 1 is published: contoso-vpn.\nStill drafts: contoso-print.\n');
  expect((await texts())['dialogs/contoso-print.yaml']).toContain('state: draft');
});

test('an error stops the publishing', async () => {
  const article = vpnArticle({ state: 'draft' });
  for (const [file, text] of Object.entries(article)) own.write(file, text);
  own.write('locales/en/trees/contoso-vpn.json', '{}');
  const before = await texts();
  const { code, out, err } = await dialogs('publish');
  expect(code).toBe(1);
  expect(out).toMatch(/dialogs\/contoso-vpn\.yaml:10:\d+ error missing-text/);
  expect(err).toContain('nothing was published');
  expect(await texts()).toEqual(before);
  expect((await dialogs('releases')).out).toBe('Nothing has been published.\n');
});

test('a draft that is no YAML stops the publishing of all drafts, and not that of another article', async () => {
  for (const [file, text] of Object.entries(vpnArticle({ state: 'draft' }))) own.write(file, text);
  own.write('dialogs/contoso-print.yaml', 'id: contoso-print\n  nodes: [\n');
  const { code, out } = await dialogs('publish');
  expect(code).toBe(1);
  expect(out).toMatch(/dialogs\/contoso-print\.yaml:1:\d+ error yaml-syntax/);
  expect((await dialogs('releases')).out).toBe('Nothing has been published.\n');
  expect((await dialogs('publish', 'contoso-vpn')).out).toContain('Release 1 is published: contoso-vpn.\n');
});

test.each(['check', 'graph', 'test', 'publish', 'releases', 'rollback', 'preview'])(
  '%s tells that KNOWLEDGE_DIR is no folder',
  async (action) => {
    for (const name of ['contoso-vpn.md', 'misspelt']) {
      const { code, err } = await cli(['dialogs', action], { env: { KNOWLEDGE_DIR: at(name) } });
      expect(code).toBe(64);
      expect(err).toContain(`there is no folder ${at(name)}`);
    }
  },
);

test('a conversation that goes otherwise than written stops the publishing', async () => {
  await dialogs('new', at('contoso-vpn.md'));
  const file = path.join(own.folder, 'conversations/contoso-vpn.en.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('The firewall is closed.', 'The firewall is open.'));
  const { code, out, err } = await dialogs('publish');
  expect(code).toBe(1);
  expect(out).toMatch(/-\s+The firewall is open\.\n\s+\+\s+The firewall is closed\./);
  expect(err).toContain('nothing was published');
});

test('what is not there is not published', async () => {
  expect(await dialogs('publish')).toMatchObject({ code: 64 });
  for (const [file, text] of Object.entries(vpnArticle())) own.write(file, text);
  const { code, err } = await dialogs('publish', 'contoso-vpm');
  expect(code).toBe(64);
  expect(err).toContain('Did you mean "contoso-vpn"?');
});

test.each(['new', 'publish', 'releases', 'rollback', 'preview'])('%s needs KNOWLEDGE_DIR', async (action) => {
  const argv = action === 'new' ? [action, at('contoso-vpn.md')] : [action];
  const { code, err } = await cli(['dialogs', ...argv]);
  expect(code).toBe(64);
  expect(err).toContain('KNOWLEDGE_DIR');
});

test('recognize knows the errors of the working copy', async () => {
  for (const [file, text] of Object.entries(vpnArticle({ state: 'draft' }))) own.write(file, text);
  const env = { KNOWLEDGE_DIR: own.folder };
  const input = 'The Contoso tunnel contoso-vpn could not be opened today';
  expect(JSON.parse((await cli(['recognize', '--json'], { env, input })).out)).toMatchObject({
    family: 'contoso-vpn',
  });
  expect(JSON.parse((await cli(['recognize', '--json'], { input })).out)).toMatchObject({ family: null });
});
