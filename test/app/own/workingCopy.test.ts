import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { workingCopy } from '../../../src/app/own/workingCopy.js';
import { ownFolder, vpnArticle } from './ownFolder.js';

const shipped = readShippedKnowledge();
let own: ReturnType<typeof ownFolder>;
let told: (readonly string[])[];
beforeEach(() => {
  own = ownFolder(vpnArticle({ state: 'draft' }));
  told = [];
});
afterEach(() => own.remove());

function open() {
  return workingCopy(own.folder, shipped, (problems) => told.push(problems.map(({ code }) => code)));
}

test('drafts are in, and the greeting says in each language that it is a preview', async () => {
  const files = await open().next();
  expect(files?.trees.map(({ file }) => file.split('/').at(-1))).toContain('contoso-vpn.yaml');
  for (const [locale, word] of [
    ['en', '**Preview.**'],
    ['fr', '**Aperçu.**'],
    ['vi', '**Bản xem trước.**'],
  ] as const) {
    const hello = String(files?.resources[locale]['root']?.['hello']);
    expect(hello.startsWith(word)).toBe(true);
    expect(hello.endsWith(String(shipped.resources[locale]['root']?.['hello']))).toBe(true);
  }
});

test('files are given again when one has changed, and only then', async () => {
  const source = open();
  expect(await source.next()).not.toBeNull();
  expect(await source.next()).toBeNull();
  own.write('locales/en/trees/contoso-vpn.json', JSON.stringify({ cause: 'x', yes: 'y', end: 'z' }));
  expect((await source.next())?.resources.en['contoso-vpn']?.['cause']).toBe('x');
  own.write('dialogs/contoso-vpn.yaml', 'id: [');
  expect((await source.next())?.trees).toHaveLength(shipped.trees.length);
  expect(told).toEqual([[], [], expect.arrayContaining(['yaml-syntax'])]);
});
