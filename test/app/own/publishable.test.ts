import { expect, test } from '@jest/globals';
import { asPublished } from '../../../src/app/own/asPublished.js';
import { noOwnFiles } from '../../../src/app/own/ownFiles.js';
import { publishable } from '../../../src/app/own/publishable.js';
import { ownFiles, vpnArticle } from './ownFolder.js';

const draft = vpnArticle({ state: 'draft' });
const print = vpnArticle({ id: 'contoso-print' });
const tree = 'dialogs/contoso-vpn.yaml';

function contentOf(next: ReturnType<typeof publishable>) {
  return Object.fromEntries(next.content.files.map((file) => [file.path, file.text]));
}

test('a draft that is published is one no more, and nothing else of its file changes', () => {
  const next = publishable(ownFiles(draft), noOwnFiles, new Set(['contoso-vpn']));
  expect(contentOf(next)).toEqual(vpnArticle());
  expect(next.changed.map(({ path }) => path)).toEqual([tree]);
  expect(next.waiting).toEqual([]);
});

test('a draft that is not published stays out with all that is its own', () => {
  const conversation = { 'conversations/contoso-vpn.en.yaml': 'x' };
  const next = publishable(ownFiles({ ...draft, ...conversation, ...print }), noOwnFiles, new Set());
  expect(contentOf(next)).toEqual(print);
  expect(next.changed).toEqual([]);
  expect(next.waiting.map(({ id }) => id)).toEqual(['contoso-vpn']);
});

test('an article that is being changed stays as it was published', () => {
  const former = ownFiles(vpnArticle({ cause: 'As it was.' }));
  const next = publishable(ownFiles({ ...draft, ...print }), former, new Set(['contoso-print']));
  expect(contentOf(next)).toEqual({ ...vpnArticle({ cause: 'As it was.' }), ...print });
});

test('a tree that cannot be read waits, unless it is to be published', () => {
  const torn = { ...draft, [tree]: 'id: [' };
  expect(
    contentOf(publishable(ownFiles({ ...torn, ...print }), noOwnFiles, new Set(['contoso-print']))),
  ).toEqual(print);
  expect(contentOf(publishable(ownFiles(torn), noOwnFiles, new Set(['contoso-vpn'])))).toEqual(torn);
});

test.each([
  ['id: a\nstate: draft # not yet\nstart: b\n', 'id: a\nstate: published # not yet\nstart: b\n'],
  ['{ id: a, "state": "draft" }', '{ id: a, "state": published }'],
  ['id: a\nstart: b\n', 'id: a\nstart: b\n'],
  ['id: a\n# state: draft\nstart: b\n', 'id: a\n# state: draft\nstart: b\n'],
])('the state is written where it stands: %j', (before, after) => {
  expect(asPublished(before)).toBe(after);
});
