import { expect, test } from '@jest/globals';
import { maxTreeSize, parseTree } from '../../src/dialogTree/parseTree.js';
import { routerTree } from './sampleTrees.js';

function placesIn(text: string) {
  return parseTree('tree.yaml', text).problems.map(({ code, line, column }) => `${line}:${column} ${code}`);
}

test('a valid tree comes with the place of each part', () => {
  const { source } = parseTree('tree.yaml', routerTree);
  expect(source?.tree.nodes['bye']).toEqual({ kind: 'end', text: 'bye' });
  expect(source?.at('start')).toEqual({ line: 5, column: 8 });
  expect(source?.keyAt('nodes/ask')).toEqual({ line: 15, column: 3 });
  expect(source?.at('nodes/ask/choices/0/goto')).toEqual({ line: 22, column: 76 });
});

test('the place of a part that is not there is that of the part around it', () => {
  const { source } = parseTree('tree.yaml', routerTree);
  expect(source?.at('nodes/ask/slot')).toEqual(source?.at('nodes/ask'));
});

test('all YAML errors are told at once', () => {
  expect(placesIn('id: [a\nstart: "b\n')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^\d+:\d+ yaml-syntax$/),
      expect.stringMatching(/yaml-syntax$/),
    ]),
  );
});

test('a second document is refused', () => {
  expect(placesIn('id: a\n---\nid: b\n')).toContain('2:1 yaml-syntax');
});

test('an unknown tag is refused', () => {
  expect(placesIn(routerTree.replace('start: ask', 'start: !!js/function ask'))).toContain('5:8 yaml-syntax');
});

test('a repeated name is told where it is repeated', () => {
  expect(placesIn(routerTree.replace('choiceSets:', '  bye: { kind: end }\nchoiceSets:'))).toEqual([
    '46:3 duplicate-key',
  ]);
});

test('an alias is refused, so none can grow', () => {
  const bomb = [
    'a: &a [x, x]',
    ...'bcdefghij'
      .split('')
      .map((name, index) => `${name}: &${name} [${`*${'abcdefghij'[index]}, `.repeat(9)}]`),
  ];
  expect(placesIn(bomb.join('\n'))).toContain('1:1 unknown-field');
  expect(
    placesIn(routerTree.replace('text: bye', 'text: &t bye').replace('text: hello', 'text: *t')),
  ).not.toEqual([]);
});

test('an alias to something written before is refused at its place', () => {
  const text = routerTree
    .replace('text: ask\n', 'text: &ask ask\n')
    .replace('retry: askAgain', 'retry: *ask');
  expect(placesIn(text)).toEqual(['20:12 yaml-alias']);
});

test('an empty file is no tree', () => {
  expect(placesIn('# nothing yet\n')).toEqual(['1:1 not-a-tree']);
});

test('a file beyond the bound is not read', () => {
  expect(placesIn('x'.repeat(maxTreeSize + 1))).toEqual(['1:1 file-too-large']);
});

test.each([
  ['brackets without end', '['.repeat(100_000)],
  ['brackets with an end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['names within names', '{a: '.repeat(60_000)],
  ['a long line of names', Array.from({ length: 5_000 }, (_, index) => `k${index}: 1`).join('\n')],
])('hostile text ends in problems: %s', (_what, text) => {
  const { problems, source } = parseTree('tree.yaml', text);
  expect(source).toBeNull();
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(100);
});

test('names of Object.prototype are nothing special', () => {
  expect(placesIn(routerTree.replace('kind: end', 'kind: constructor'))).toContain('45:16 unknown-kind');
  expect(placesIn(`__proto__: { x: 1 }\n${routerTree}`)).toContain('1:1 unknown-field');
});
