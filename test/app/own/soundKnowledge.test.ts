import { expect, test } from '@jest/globals';
import { checkKnowledge } from '../../../src/app/checkKnowledge.js';
import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { soundKnowledge } from '../../../src/app/own/soundKnowledge.js';
import { ownFiles, vpnArticle } from './ownFolder.js';

const shipped = readShippedKnowledge();

function sound(files: { readonly [path: string]: string }) {
  const { files: kept, problems } = soundKnowledge(shipped, ownFiles(files));
  const checked = checkKnowledge(kept);
  expect(checked.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return {
    kept,
    trees: checked.trees.map(({ id }) => id),
    told: problems.map(({ file, code }) => `${file} ${code}`),
  };
}

test('sound articles are all in', () => {
  const { trees, told } = sound(vpnArticle());
  expect(trees).toContain('contoso-vpn');
  expect(told).toEqual([]);
});

test('a broken article is left out with its signatures; the others stay', () => {
  const broken = vpnArticle({ id: 'contoso-print' });
  const tree = (broken['dialogs/contoso-print.yaml'] ?? '').replace('goto: end', 'goto: nowhere');
  const { trees, told, kept } = sound({ ...vpnArticle(), ...broken, 'dialogs/contoso-print.yaml': tree });
  expect(trees).toContain('contoso-vpn');
  expect(trees).not.toContain('contoso-print');
  expect(told[0]).toBe('own/dialogs/contoso-print.yaml unknown-node');
  expect(kept.signatures.map(({ file }) => file)).not.toContain('own/dialogs/signatures/contoso-print.yaml');
});

test('a shipped tree comes back when the own one in its place does not check', () => {
  const { trees, told } = sound({
    ...vpnArticle(),
    'dialogs/root.yaml': 'id: root\nstart: gone\nnodes: {}\n',
  });
  expect(trees).toEqual(expect.arrayContaining(['root', 'contoso-vpn']));
  expect(told.every((problem) => problem.startsWith('own/dialogs/root.yaml'))).toBe(true);
});

test('own texts that a shipped tree cannot use any more are left out, and the articles stay', () => {
  const texts = '{ "hello": "Hello {{nobody}}" }';
  const { trees, told, kept } = sound({ ...vpnArticle(), 'locales/en/trees/root.json': texts });
  expect(trees).toContain('contoso-vpn');
  expect(told[0]).toMatch(/locales\/en\/trees\/root\.json placeholder-mismatch/);
  expect(kept.resources.en['root']).toEqual(shipped.resources.en['root']);
});

test('an article that leads into one that is left out is left out as well', () => {
  const other = vpnArticle({ id: 'contoso-print' });
  const leading = (other['dialogs/contoso-print.yaml'] ?? '').replace('goto: end', 'tree: contoso-vpn');
  const vpn = (vpnArticle()['dialogs/contoso-vpn.yaml'] ?? '').replace('text: cause', 'text: gone');
  const { trees } = sound({
    ...vpnArticle(),
    ...other,
    'dialogs/contoso-print.yaml': leading,
    'dialogs/contoso-vpn.yaml': vpn,
  });
  expect(trees).not.toContain('contoso-vpn');
  expect(trees).not.toContain('contoso-print');
  expect(trees).toContain('root');
});
