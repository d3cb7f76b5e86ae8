import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { parseTree } from '../../src/dialogTree/parseTree.js';
import { treeSchema } from '../../src/dialogTree/treeSchema.js';
import { rootTree, routerTree } from './sampleTrees.js';

const accepts = new Ajv({ allowUnionTypes: true }).compile(treeSchema());

test('the schema file for editors is the one the parser gives', () => {
  expect(JSON.parse(readFileSync('dialogs/tree.schema.json', 'utf8'))).toEqual(treeSchema());
});

/** [what, text to replace in the router tree, replacement] */
const broken: readonly (readonly [string, string | RegExp, string])[] = [
  ['a missing id', 'id: router\n', ''],
  ['an id with capitals', 'id: router\n', 'id: Router\n'],
  ['no start', 'start: ask\n', ''],
  ['an unknown field', 'onError: judge-error', 'onErr: judge-error'],
  ['an unknown field in a node', 'show: topic,', 'show: topic, title: x,'],
  ['an unknown kind', 'kind: end', 'kind: stop'],
  ['no kind', 'kind: end, ', ''],
  ['a message without text', 'text: hello, ', ''],
  ['a number as text key', 'text: hello', 'text: 5'],
  ['a sentence as text key', 'text: hello', 'text: Hello there'],
  ['an unknown input', 'input: text', 'input: words'],
  ['a choice with two ways', 'text: works, goto: bye', 'text: works, goto: bye, command: help'],
  ['a choice with a node without a tree', 'text: menu, tree: root', 'text: menu, node: menu'],
  ['a choice that uses and is', '{ use: common }]', '{ use: common, id: x }]'],
  ['equals without fact', '{ fact: endpoint, exists: true }', '{ exists: true }'],
  ['an empty condition', '{ verdict: trusted }', '{}'],
  ['two tests of a fact', '{ fact: endpoint, exists: true }', '{ fact: endpoint, exists: true, equals: 1 }'],
  ['a text where a truth value stands', 'exists: true', 'exists: "yes"'],
  ['a list as a slot value', '{ endpoint: null }', '{ endpoint: [1] }'],
  ['an empty list of cases', /cases:\n {6}- \{ when: \{ fact.*\n/, 'cases: []\n'],
  ['a review date with a time', 'reviewed: 2026-11-01', 'reviewed: 2026-11-01T00:00'],
  ['a node id with a space', '  bye:', '  good bye:'],
  ['nodes as a list', /nodes:[\s\S]*choiceSets:/, 'nodes: []\nchoiceSets:'],
  ['a text instead of a tree', /^[\s\S]*$/, 'hello'],
];

test.each([
  ['router', routerTree],
  ['root', rootTree],
])('parser and schema accept the tree %s', (_name, text) => {
  expect(parseTree('tree.yaml', text).problems).toEqual([]);
  expect(accepts(parse(text)) ? null : accepts.errors).toBeNull();
});

test.each(broken)('parser and schema refuse %s', (_what, from, to) => {
  const text = routerTree.replace(from, to);
  expect(text).not.toBe(routerTree);
  expect(parseTree('tree.yaml', text).problems).not.toEqual([]);
  expect(accepts(parse(text))).toBe(false);
});
