import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  currentRelease,
  listReleases,
  readRelease,
  switchTo,
  writeRelease,
} from '../../../src/app/own/releases.js';
import { ownFiles, ownFolder, vpnArticle } from './ownFolder.js';

const told = { at: '2026-11-22T10:00:00.000Z', by: 'helpdesk', note: null, articles: ['contoso-vpn'] };
let own: ReturnType<typeof ownFolder>;
beforeEach(() => {
  own = ownFolder();
});
afterEach(() => own.remove());

test('a release is a whole copy that says who published it, when and why', async () => {
  const release = await writeRelease(own.folder, ownFiles(vpnArticle()), { ...told, note: 'new firewall' });
  expect(release).toMatchObject({ ...told, number: 1, note: 'new firewall' });
  expect(release.hash).toMatch(/^[0-9a-f]{64}$/);
  const { files, problems } = await readRelease(own.folder, 1);
  expect(problems).toEqual([]);
  expect(Object.fromEntries(files.map((file) => [file.path, file.text]))).toEqual(vpnArticle());
  expect(JSON.parse(readFileSync(path.join(own.folder, 'releases/1/release.json'), 'utf8'))).toEqual(release);
  expect(readdirSync(path.join(own.folder, 'releases'))).toEqual(['1']);
});

test('nothing is served before it is switched to', async () => {
  expect(await currentRelease(own.folder)).toBeNull();
  await writeRelease(own.folder, ownFiles({}), told);
  await writeRelease(own.folder, ownFiles(vpnArticle()), told);
  expect(await currentRelease(own.folder)).toBeNull();
  await switchTo(own.folder, 2);
  expect(await currentRelease(own.folder)).toBe(2);
  await switchTo(own.folder, 1);
  expect(await currentRelease(own.folder)).toBe(1);
  expect((await listReleases(own.folder)).map(({ number }) => number)).toEqual([1, 2]);
});

test('releases that are written at the same time get numbers of their own', async () => {
  const all = await Promise.all(
    Array.from({ length: 8 }, () => writeRelease(own.folder, ownFiles(vpnArticle()), told)),
  );
  expect(all.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('the tenth release comes after the ninth', async () => {
  own.write('releases/9/release.json', '{}');
  own.write('releases/10/release.json', '{}');
  own.write('releases/notes.txt', 'x');
  expect((await writeRelease(own.folder, ownFiles({}), told)).number).toBe(11);
});

test.each([
  ['a changed file', () => own.write('releases/1/locales/en/trees/contoso-vpn.json', '{}')],
  ['a file too many', () => own.write('releases/1/dialogs/extra.yaml', 'id: extra')],
  ['a file too few', () => rmSync(path.join(own.folder, 'releases/1/dialogs/contoso-vpn.yaml'))],
  ['no release.json', () => rmSync(path.join(own.folder, 'releases/1/release.json'))],
])('%s makes a release one that is not served', async (_what, change) => {
  await writeRelease(own.folder, ownFiles(vpnArticle()), told);
  change();
  await expect(readRelease(own.folder, 1)).rejects.toMatchObject({ code: 'release-broken' });
});

test('a pointer that names no release is told', async () => {
  own.write('releases/current', '../../etc');
  await expect(currentRelease(own.folder)).rejects.toMatchObject({ code: 'release-pointer' });
});

test('what others wrote into a release.json is taken for words, and stops nobody', async () => {
  await writeRelease(own.folder, ownFiles(vpnArticle()), told);
  own.write('releases/2/release.json', '{"at":{},"by":["x"],"note":{"a":1},"articles":"all","hash":7}');
  own.write('releases/3/release.json', 'null');
  expect(await listReleases(own.folder)).toMatchObject([
    { number: 1 },
    { number: 2, at: '[object Object]', by: 'x', note: null, articles: [], hash: '7' },
  ]);
  await expect(readRelease(own.folder, 2)).rejects.toMatchObject({ code: 'release-broken' });
});
