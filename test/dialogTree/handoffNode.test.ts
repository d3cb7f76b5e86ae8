import { beforeEach, expect, test } from '@jest/globals';
import {
  back,
  describe as describePlace,
  enterTree,
  leaveHandoff,
  offersCommand,
  rerender,
} from '../../src/dialogTree/activeTree.js';
import { TreeRegistry } from '../../src/dialogTree/compile/treeRegistry.js';
import { Talk } from './talk.js';
import { versionOf } from './versionOf.js';

const tree = `id: router
start: ask
nodes:
  ask:
    kind: prompt
    input: choice
    text: ask
    choices:
      - { id: on, text: works, goto: hand-over }
      - { id: end, text: again, goto: last }
      - { id: human, text: human, command: human }
  hand-over: { kind: handoff, text: hello, next: ask }
  last: { kind: handoff }
`;

let talk: Talk;
beforeEach(async () => {
  talk = new Talk(new TreeRegistry([versionOf(tree)], async () => null));
  await talk.run((dc) => enterTree(dc, 'router'));
});

const place = async () => (await talk.run(describePlace))?.node;
const leave = () => talk.run(leaveHandoff);

test('it says why, has the bot ask, and stands until that is decided', async () => {
  await talk.press(talk.button('on'));
  expect(talk.replies).toEqual(['en hello']);
  expect(talk.asksForHuman).toBe(1);
  await talk.say('hm');
  expect(talk.outcome).toEqual({ outcome: 'unmatched' });
  expect(await place()).toBe('hand-over');
  expect(await leave()).toBe(true);
  expect(talk.replies).toEqual(['en ask']);
  expect(await place()).toBe('ask');
  expect(await leave()).toBe(false);
});

test('the visit ends there when nothing comes after it', async () => {
  await talk.press(talk.button('end'));
  expect(talk.asksForHuman).toBe(1);
  expect(await leave()).toBe(false);
  expect(await place()).toBeUndefined();
});

test('shown again, it asks again', async () => {
  await talk.press(talk.button('on'));
  await talk.run(rerender);
  expect(talk.replies).toEqual(['en hello']);
  expect(talk.asksForHuman).toBe(2);
  expect(await talk.run(back)).toBe(true);
  expect(await place()).toBe('ask');
});

test('whether the question offers a command is known', async () => {
  expect(await talk.run((dc) => offersCommand(dc, 'human'))).toBe(true);
  expect(await talk.run((dc) => offersCommand(dc, 'help'))).toBe(false);
});
