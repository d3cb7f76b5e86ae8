import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { readOwnFiles } from '../../../src/app/own/readOwnFiles.js';
import { releasedKnowledge } from '../../../src/app/own/releasedKnowledge.js';
import { switchTo, writeRelease } from '../../../src/app/own/releases.js';
import { silentLog } from '../../../src/base/log.js';
import { ownFiles, ownFolder, vpnArticle } from './ownFolder.js';

const shipped = readShippedKnowledge();
const told = { at: '2026-11-22T10:00:00.000Z', by: 'helpdesk', note: null, articles: [] };
let own: ReturnType<typeof ownFolder>;
let logged: string[];
let now: Date;

beforeEach(() => {
  own = ownFolder();
  logged = [];
  now = new Date('2026-11-22T10:00:00Z');
});
afterEach(() => own.remove());

function open() {
  const write = (_fields: object, message: string) => logged.push(message);
  const log = { ...silentLog, info: write, warn: write, error: write };
  const source = releasedKnowledge({ folder: own.folder, shipped, clock: { now: () => now }, log });
  return async () => {
    const files = await source.next();
    return files?.trees.map(({ file }) => path.basename(file, '.yaml')) ?? null;
  };
}

async function release(files: { readonly [path: string]: string }): Promise<number> {
  const { number } = await writeRelease(own.folder, ownFiles(files), told);
  await switchTo(own.folder, number);
  return number;
}

test('without a release the shipped knowledge is served, and unpublished articles are told', async () => {
  for (const [file, text] of Object.entries(vpnArticle())) own.write(file, text);
  const next = open();
  expect(await next()).toEqual(shipped.trees.map(({ file }) => path.basename(file, '.yaml')));
  expect(await next()).toBeNull();
  expect(logged).toEqual([expect.stringContaining('1 articles and no release')]);
});

test('a release is served once it is switched to, by every process that follows the folder', async () => {
  const followers = [open(), open()];
  for (const next of followers) expect(await next()).not.toContain('contoso-vpn');
  await release(vpnArticle());
  for (const next of followers) expect(await next()).toContain('contoso-vpn');
  for (const next of followers) expect(await next()).toBeNull();
  await release({});
  for (const next of followers) expect(await next()).not.toContain('contoso-vpn');
  await switchTo(own.folder, 1);
  for (const next of followers) expect(await next()).toContain('contoso-vpn');
  // Every step reads and checks all knowledge anew, twice over.
}, 20_000);

test('a draft in a release is not served, nor are its signatures', async () => {
  await release({ ...vpnArticle({ state: 'draft' }), ...vpnArticle({ id: 'contoso-print' }) });
  const source = releasedKnowledge({
    folder: own.folder,
    shipped,
    clock: { now: () => now },
    log: silentLog,
  });
  const files = await source.next();
  expect(files?.trees.map(({ file }) => path.basename(file))).not.toContain('contoso-vpn.yaml');
  expect(files?.signatures.map(({ file }) => path.basename(file))).not.toContain('contoso-vpn.yaml');
  expect(files?.signatures.map(({ file }) => path.basename(file))).toContain('contoso-print.yaml');
});

test('a release that is not whole leaves the former one, is told once, and is tried again', async () => {
  const next = open();
  await release(vpnArticle());
  expect(await next()).toContain('contoso-vpn');
  const two = await release({ ...vpnArticle(), ...vpnArticle({ id: 'contoso-print' }) });
  const kept = `releases/${two}/dialogs/contoso-print.yaml`;
  rmSync(path.join(own.folder, kept));
  logged = [];
  expect(await next()).toBeNull();
  expect(await next()).toBeNull();
  expect(logged).toEqual([expect.stringContaining('not those that were published')]);
  own.write(kept, vpnArticle({ id: 'contoso-print' })['dialogs/contoso-print.yaml'] ?? '');
  expect(await next()).toBeNull();
  now = new Date(now.getTime() + 31_000);
  expect(await next()).toContain('contoso-print');
});

test('a release that is not whole at the start is no reason not to serve', async () => {
  await release(vpnArticle());
  own.write('releases/1/dialogs/extra.yaml', 'id: extra');
  const next = open();
  expect(await next()).toContain('root');
  expect(logged).toHaveLength(1);
  rmSync(path.join(own.folder, 'releases/1/dialogs/extra.yaml'));
  now = new Date(now.getTime() + 31_000);
  expect(await next()).toContain('contoso-vpn');
});

test('an article that does not check any more is left out and told', async () => {
  const tree = (vpnArticle()['dialogs/contoso-vpn.yaml'] ?? '').replace('text: end', 'text: root:gone');
  await release({
    ...vpnArticle({ id: 'contoso-print' }),
    ...vpnArticle(),
    'dialogs/contoso-vpn.yaml': tree,
  });
  const trees = await open()();
  expect(trees).toContain('contoso-print');
  expect(trees).not.toContain('contoso-vpn');
  expect(logged[0]).toMatch(/releases\/1\/dialogs\/contoso-vpn\.yaml:\d+:\d+ error missing-text/);
});

test('a folder that is gone for a while changes nothing', async () => {
  await release(vpnArticle());
  const next = open();
  expect(await next()).toContain('contoso-vpn');
  own.remove();
  expect(await next()).toBeNull();
});

test('queues are released as articles are, and told while they are not', async () => {
  const text = shipped.queues.text.replace('expireAfter: 3d', 'expireAfter: 5d');
  own.write('queues.yaml', text);
  await open()();
  expect(logged).toEqual([expect.stringContaining('queues and no release')]);
  await writeRelease(own.folder, await readOwnFiles(own.folder), told);
  await switchTo(own.folder, 1);
  const source = releasedKnowledge({
    folder: own.folder,
    shipped,
    clock: { now: () => now },
    log: silentLog,
  });
  expect((await source.next())?.queues.text).toBe(text);
}, 20_000);
