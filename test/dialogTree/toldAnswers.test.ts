import { beforeEach, expect, test } from '@jest/globals';
import {
  activeFacts,
  askAgain,
  back,
  describe,
  dontKnow,
  enterTree,
  patchFacts,
  standing,
  toldAnswers,
} from '../../src/dialogTree/activeTree.js';
import { TreeRegistry } from '../../src/dialogTree/compile/treeRegistry.js';
import { Talk } from './talk.js';
import { versionOf } from './versionOf.js';

const prompt = (text: string, rest: string) => `{ kind: prompt, input: choice, text: ${text}, ${rest} }`;
const steps = `id: steps
start: colour
dontKnow: help
nodes:
  colour: ${prompt('colour', 'why: because, choices: [{ id: red, text: red, set: { colour: red } }, { id: blue, text: blue, set: { colour: blue } }], next: size')}
  size: ${prompt('size', 'slot: size, choices: [{ id: big, text: big }, { id: dont-know, text: help, goto: help }], next: name')}
  name: { kind: prompt, input: text, slot: name, text: name, dontKnow: size, next: other }
  other: ${prompt('other', 'choices: [{ id: away, text: away, tree: further }]')}
  help: ${prompt('help', 'choices: [{ id: back, text: red, goto: colour }]')}
`;
const further = `id: further
start: last
nodes:
  last: ${prompt('last', 'slot: last, choices: [{ id: done, text: done, goto: end }]')}
  end: ${prompt('end', 'choices: [{ id: done, text: done, goto: last }]')}
`;
const keys = ['colour', 'because', 'red', 'blue', 'size', 'big', 'help', 'name', 'other', 'away'];
const own = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, `the ${name}`]));
const resources = { en: { steps: own(keys), further: own(['last', 'done', 'end']) } };

const registry = new TreeRegistry(
  [steps, further].map((text) => versionOf(text, resources, ['en'])),
  async () => null,
);
let talk: Talk;
beforeEach(async () => {
  talk = new Talk(registry);
  await talk.run((dc) => enterTree(dc, 'steps'));
});

const place = async () => (await talk.run(describe))?.node;
const told = async () => (await talk.run(toldAnswers)).map(({ node, title }) => [node, title]);
const again = async (node: string) => {
  const dialog = (await talk.run(toldAnswers)).find((answer) => answer.node === node)?.tree ?? 'steps';
  return talk.run((dc) => askAgain(dc, dialog, node));
};

test('what fills slots is told, what only leads on is not', async () => {
  for (const text of ['the red', 'the big', 'a name of my own', 'the away', 'the done']) await talk.say(text);
  expect(await place()).toBe('end');
  expect(await told()).toEqual([
    ['colour', 'the red'],
    ['size', 'the big'],
    ['name', null],
    ['last', 'the done'],
  ]);
});

test('an answer asked again is void with all told after it, and the way before it stays', async () => {
  for (const text of ['the red', 'the big', 'a name', 'the away', 'the done']) await talk.say(text);
  expect(await again('size')).toBe(true);
  expect(talk.replies).toEqual(['the size']);
  expect(await talk.run(activeFacts)).toEqual({ colour: 'red', size: null, name: null, last: null });
  expect(await told()).toEqual([['colour', 'the red']]);
  await talk.run(back);
  expect(await place()).toBe('colour');
  expect(await talk.run(back)).toBe(false);
});

test('answering anew takes the place of the former answer', async () => {
  await talk.say('the red');
  await again('colour');
  await talk.say('the blue');
  expect(await told()).toEqual([['colour', 'the blue']]);
  expect(await talk.run(activeFacts)).toEqual({ colour: 'blue' });
});

test('what was taken back since is told no more', async () => {
  await talk.say('the red');
  await talk.run((dc) => patchFacts(dc, { colour: null }));
  expect(await told()).toEqual([]);
});

test.each([
  ['a node where nothing was told', 'size'],
  ['a node that is none', 'constructor'],
])('%s is not asked again', async (_what, node) => {
  await talk.say('the red');
  expect(await again(node)).toBe(false);
  expect(await place()).toBe('size');
});

test('a state that an earlier release stored has told nothing', async () => {
  await talk.say('the red');
  await talk.run((dc) => {
    const state = dc.activeDialog?.state as { told?: unknown; freshening?: unknown };
    delete state.told;
    delete state.freshening;
  });
  expect(await told()).toEqual([]);
  await talk.say('the big');
  expect(await told()).toEqual([['size', 'the big']]);
});

test('"I don\'t know" takes the choice, else the way of the node, else the way of the tree', async () => {
  await talk.run((dc) => enterTree(dc, 'steps', { node: 'size' }));
  await talk.run(dontKnow);
  expect(await place()).toBe('help');
  await talk.run((dc) => enterTree(dc, 'steps', { node: 'name' }));
  await talk.run(dontKnow);
  expect(await place()).toBe('size');
  await talk.run((dc) => enterTree(dc, 'steps', { node: 'colour' }));
  await talk.run(dontKnow);
  expect(await place()).toBe('help');
  expect(await talk.run(dontKnow)).toEqual({ outcome: 'unmatched' });
  await talk.run((dc) => enterTree(dc, 'further'));
  expect(await talk.run(dontKnow)).toEqual({ outcome: 'unmatched' });
});

test('a node tells why it asks, what it asks and what it offers', async () => {
  expect(await talk.run(standing)).toMatchObject({
    why: 'the because',
    question: 'the colour',
    answer: null,
    choices: [{ title: 'the red' }, { title: 'the blue' }],
  });
});
