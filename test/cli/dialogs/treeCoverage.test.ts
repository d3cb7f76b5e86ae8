import { expect, test } from '@jest/globals';
import { isLeaf, treeCoverage } from '../../../src/cli/dialogs/treeCoverage.js';
import { findNode, type Tree } from '../../../src/dialogTree/tree.js';

const tree: Tree = {
  id: 'small',
  start: 'ask',
  nodes: {
    ask: {
      kind: 'prompt',
      input: 'choice',
      text: 'ask',
      choices: [{ id: 'look', text: 'look', goto: 'look' }],
    },
    look: { kind: 'probeEndpoint', endpoint: 'endpoint', text: 'looking', next: 'judge' },
    judge: { kind: 'branch', on: 'findings', cases: [], otherwise: 'result' },
    result: {
      kind: 'answer',
      show: 'diagnosis',
      choices: [{ use: 'after' }, { id: 'more', text: 'more', goto: 'steps' }],
    },
    told: { kind: 'answer', show: 'diagnosis', next: 'ask' },
    report: {
      kind: 'answer',
      show: 'diagnosis',
      expect: 'routerReport',
      choices: [{ use: 'after' }],
      next: 'steps',
    },
    steps: { kind: 'answer', show: 'procedure', of: 'x', choices: [{ use: 'after' }] },
    bye: { kind: 'end' },
  },
  choiceSets: { after: [{ id: 'again', text: 'again', goto: 'look' }] },
};

test('a leaf is an end, or an answer with no way on but shared choices', () => {
  const leaves = Object.keys(tree.nodes).filter((id) => {
    const node = findNode(tree, id);
    return node !== null && isLeaf(node);
  });
  expect(leaves).toEqual(['steps', 'bye']);
});

test('counts what waits for the person, and the leaves, and names what is missing in the order of the tree', () => {
  const reached = new Set(['small/ask', 'small/look', 'small/steps', 'other/bye', 'other/result']);
  expect(treeCoverage(tree, 'fr', reached)).toEqual({
    tree: 'small',
    locale: 'fr',
    waiting: { reached: 2, all: 4 },
    leaves: { reached: 1, all: 2 },
    reached: ['ask', 'steps'],
    missed: ['result', 'report', 'bye'],
  });
});

test('nothing is missed when all is reached', () => {
  const all = new Set(Object.keys(tree.nodes).map((id) => `small/${id}`));
  expect(treeCoverage(tree, 'en', all)).toMatchObject({ missed: [], leaves: { reached: 2, all: 2 } });
});
