import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ownLimits, readOwnFiles } from '../../../src/app/own/readOwnFiles.js';
import { ownFolder } from './ownFolder.js';

let own: ReturnType<typeof ownFolder>;
beforeEach(() => {
  own = ownFolder();
});
afterEach(() => own.remove());

async function paths(): Promise<readonly string[]> {
  return (await readOwnFiles(own.folder)).files.map((file) => file.path);
}

async function codes(): Promise<readonly string[]> {
  return (await readOwnFiles(own.folder)).problems.map(
    ({ code, file }) => `${code} ${path.relative(own.folder, file)}`,
  );
}

test('the files of the layout are read, each with its path', async () => {
  const files = [
    'conversations/vpn.en.yaml',
    'dialogs/procedures.yaml',
    'dialogs/signatures/vpn.yaml',
    'dialogs/vpn.yaml',
    'locales/fr/bot.json',
    'locales/fr/trees/vpn.json',
  ];
  for (const file of files) own.write(file, file);
  own.write('README.md', 'not ours');
  own.write('releases/1/dialogs/old.yaml', 'a release is no part of the working copy');
  own.write('dialogs/.vpn.yaml.swp', 'an editor at work');
  own.write('dialogs/tree.schema.json', '{}');
  expect((await paths()).toSorted()).toEqual(files);
  expect(await codes()).toEqual([]);
});

test('a folder that is not there holds nothing', async () => {
  own.remove();
  expect(await readOwnFiles(own.folder)).toEqual({ files: [], problems: [] });
});

test.each(['locales/de/trees/vpn.json', 'dialogs/vpn.yml', 'dialogs/deep/vpn.yaml', 'locales/bot.json'])(
  '%s is said not to be read',
  async (file) => {
    own.write(file, '{}');
    expect(await paths()).toEqual([]);
    expect(await codes()).toEqual([`unread-file ${file}`]);
  },
);

test('what is no UTF-8 or too large is told and left out', async () => {
  own.write('dialogs/latin1.yaml', Buffer.from([0x69, 0x64, 0x3a, 0xe9]));
  own.write('dialogs/large.yaml', 'x'.repeat(ownLimits.fileBytes + 1));
  own.write('dialogs/vpn.yaml', 'id: vpn');
  expect(await paths()).toEqual(['dialogs/vpn.yaml']);
  expect(await codes()).toEqual(['file-too-large dialogs/large.yaml', 'unreadable-file dialogs/latin1.yaml']);
});

test('no more files than the limit are read', async () => {
  for (let number = 0; number < ownLimits.files + 2; number += 1) own.write(`dialogs/a${number}.yaml`, 'x');
  expect(await paths()).toHaveLength(ownLimits.files);
  expect(await codes()).toHaveLength(2);
}, 30_000);

test('a link is followed inside the folder, and not out of it', async () => {
  const outside = ownFolder({ 'secret.yaml': 'id: secret', 'dialogs/other.yaml': 'id: other' });
  try {
    own.write('kept/vpn.yaml', 'id: vpn');
    mkdirSync(path.join(own.folder, 'dialogs'));
    symlinkSync('../kept/vpn.yaml', path.join(own.folder, 'dialogs', 'vpn.yaml'));
    symlinkSync(path.join(outside.folder, 'secret.yaml'), path.join(own.folder, 'dialogs', 'secret.yaml'));
    symlinkSync(path.join(outside.folder, 'dialogs'), path.join(own.folder, 'dialogs', 'signatures'));
    symlinkSync('gone.yaml', path.join(own.folder, 'dialogs', 'torn.yaml'));
    expect(await paths()).toEqual(['dialogs/vpn.yaml']);
    expect(await codes()).toEqual([
      'outside-link dialogs/secret.yaml',
      'outside-link dialogs/signatures',
      'unreadable-file dialogs/torn.yaml',
    ]);
  } finally {
    outside.remove();
  }
});

test('a folder of the layout that is a link out of the folder is not read either', async () => {
  const outside = ownFolder({ 'dialogs/other.yaml': 'id: other' });
  try {
    symlinkSync(path.join(outside.folder, 'dialogs'), path.join(own.folder, 'dialogs'));
    expect(await paths()).toEqual([]);
    expect(await codes()).toEqual(['outside-link dialogs']);
  } finally {
    outside.remove();
  }
});

test('a link in a circle ends', async () => {
  mkdirSync(path.join(own.folder, 'dialogs'));
  symlinkSync('..', path.join(own.folder, 'dialogs', 'again'));
  own.write('dialogs/vpn.yaml', 'id: vpn');
  expect(await paths()).toEqual(['dialogs/vpn.yaml']);
});
