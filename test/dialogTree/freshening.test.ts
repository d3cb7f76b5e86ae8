import { beforeEach, expect, test } from '@jest/globals';
import {
  back,
  describe,
  dontKnow,
  enterTree,
  rerender,
  standing,
  waitsForProbe,
} from '../../src/dialogTree/activeTree.js';
import { TreeRegistry } from '../../src/dialogTree/compile/treeRegistry.js';
import { rootTree, routerTree } from './sampleTrees.js';
import { Talk } from './talk.js';
import { versionOf } from './versionOf.js';

const registry = new TreeRegistry(
  [rootTree, routerTree].map((text) => versionOf(text)),
  async () => null,
);
const looked = { endpoint: 'mail.contoso.com', probe: 'job 0' };
let talk: Talk;
beforeEach(() => {
  talk = new Talk(registry);
});

const enter = (node: string) => talk.run((dc) => enterTree(dc, 'router', { node, facts: looked }));
const place = async () => (await talk.run(describe))?.node;

test('an answer that rests on an old look is shown after a new one', async () => {
  talk.looksAreOld = true;
  await enter('result');
  expect(talk.replies).toEqual(['en looking at mail.contoso.com']);
  expect(await talk.run(waitsForProbe)).toBe(true);
  await talk.probed();
  expect(talk.replies).toEqual(['en diagnosis mail.contoso.com']);
  expect(await talk.run(waitsForProbe)).toBe(false);
});

test('a branch on the findings looks anew before it decides', async () => {
  talk.looksAreOld = true;
  await enter('judge');
  expect(talk.jobs).toHaveLength(1);
  talk.verdict = { verdict: 'trusted', primary: null, codes: [] };
  await talk.probed();
  expect(await place()).toBe('trusted');
});

test('what the new look found otherwise is said before', async () => {
  talk.looksAreOld = true;
  await enter('result');
  talk.changes = 'all is well now';
  await talk.probed();
  expect(talk.replies).toEqual(['all is well now', 'en diagnosis mail.contoso.com']);
});

test('a message meanwhile is no choice of what is not shown yet', async () => {
  talk.looksAreOld = true;
  await enter('result');
  expect(await talk.say('2')).toEqual(['en stillLooking']);
  expect(await talk.run(standing)).toBeNull();
  await talk.run(rerender);
  expect(talk.replies).toEqual(['en stillLooking']);
  await talk.run(dontKnow, { type: 'message', text: 'no idea' });
  expect(talk.replies).toEqual(['en stillLooking']);
  expect(await place()).toBe('result');
});

test('a node that was left before it was shown is none to come back to', async () => {
  await enter('ask');
  talk.looksAreOld = true;
  await talk.run((dc) => enterTree(dc, 'router', { node: 'result' }));
  await talk.run((dc) => enterTree(dc, 'router', { node: 'where' }));
  expect(talk.cancelled).toEqual(['job 1 anew']);
  await talk.run(back);
  expect(await place()).toBe('ask');
  // The look was given up, so its result is for nobody.
  await talk.probed();
  expect(talk.outcome).toEqual({ outcome: 'ignored' });
});

test('going back to an old answer, or showing it again, looks anew', async () => {
  await enter('result');
  await talk.run((dc) => enterTree(dc, 'router', { node: 'ask' }));
  talk.looksAreOld = true;
  await talk.run(back);
  expect(talk.replies).toEqual(['en looking at mail.contoso.com']);
  await talk.probed();
  expect(talk.replies).toEqual(['en diagnosis mail.contoso.com']);
  talk.looksAreOld = true;
  await talk.run(rerender);
  expect(talk.replies).toEqual(['en looking at mail.contoso.com']);
  await talk.probed();
  expect(talk.replies).toEqual(['en diagnosis mail.contoso.com']);
});

test('a refused look is asked for again by the next message', async () => {
  talk.looksAreOld = true;
  talk.refusesProbes = true;
  await enter('result');
  expect(talk.replies).toEqual(['en stillLooking']);
  expect(talk.jobs).toEqual([]);
  talk.refusesProbes = false;
  talk.looksAreOld = true;
  expect(await talk.say('hello')).toEqual(['en looking at mail.contoso.com']);
  await talk.probed();
  expect(await place()).toBe('result');
});

test('back passes by what rests on a look that counts no more', async () => {
  await enter('ask');
  await talk.run((dc) => enterTree(dc, 'router', { node: 'result' }));
  await talk.run((dc) => enterTree(dc, 'router', { node: 'where', facts: { probe: null } }));
  await talk.run(back);
  expect(await place()).toBe('ask');
});
