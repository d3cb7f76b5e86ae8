import { beforeEach, expect, test } from '@jest/globals';
import {
  activeFacts,
  back,
  describe as describePlace,
  enterTree,
  leaveTrees,
  patchFacts,
  rerender,
  retry,
  waitsForProbe,
} from '../../src/dialogTree/activeTree.js';
import { TreeRegistry } from '../../src/dialogTree/compile/treeRegistry.js';
import { rootTree, routerTree } from './sampleTrees.js';
import { Talk } from './talk.js';
import { versionOf } from './versionOf.js';

function registryOf(...texts: readonly string[]): TreeRegistry {
  return new TreeRegistry(
    texts.map((text) => versionOf(text)),
    async () => null,
  );
}

let talk: Talk;
beforeEach(() => {
  talk = new Talk(registryOf(rootTree, routerTree));
});

const enter = (tree: string, options = {}) => talk.run((dc) => enterTree(dc, tree, options));
const place = async () => (await talk.run(describePlace))?.node;
const facts = () => talk.run(activeFacts);

async function toResult(): Promise<void> {
  await enter('router');
  await talk.say('mail.contoso.com');
  await talk.probed();
}

test('from the question to the answer: prompt, probe, branch, answer', async () => {
  await enter('router');
  expect(talk.replies).toEqual(['en ask']);
  expect(talk.buttons.map(({ title }) => title)).toEqual(['en dontKnow']);
  expect(await talk.say('mail.contoso.com')).toEqual(['en looking at mail.contoso.com']);
  expect(await talk.run(waitsForProbe)).toBe(true);
  expect(await talk.probed()).toEqual(['en diagnosis mail.contoso.com']);
  expect(await talk.run(waitsForProbe)).toBe(false);
  expect(await facts()).toEqual({ endpoint: 'mail.contoso.com', probe: 'job 1 of mail.contoso.com' });
  expect(await talk.run(describePlace)).toMatchObject({ treeId: 'router', node: 'result', kind: 'answer' });
});

test('a branch takes the first case that holds', async () => {
  talk.verdict = { verdict: 'trusted', primary: null, codes: ['self-signed'] };
  await toResult();
  expect(await place()).toBe('trusted');
});

test('an answer with a reader takes free text', async () => {
  talk.verdict = { verdict: 'trusted', primary: null, codes: [] };
  await toResult();
  await talk.say('what?');
  expect(talk.outcome).toEqual({ outcome: 'unmatched' });
  expect(await talk.run(retry, { type: 'message', text: 'what?' })).toBe(true);
  expect(talk.replies).toEqual(['en reportAgain']);
  talk.verdict = { verdict: 'untrusted', primary: null, codes: [] };
  await talk.say('issued by Contoso CA');
  expect(await place()).toBe('result');
});

test('text that a prompt cannot read is unmatched, and nothing is said before the bot wants it', async () => {
  await enter('router');
  expect(await talk.say('hello')).toEqual([]);
  expect(talk.outcome).toEqual({ outcome: 'unmatched' });
  expect(await talk.run(retry, { type: 'message', text: 'hello' })).toBe(true);
  expect(talk.replies).toEqual(['en askAgain']);
  expect((await talk.run(describePlace))?.promptTries).toBe(1);
});

test("the reader's own reason wins over the prompt's retry text", async () => {
  await enter('router');
  await talk.run(retry, { type: 'message', text: 'me@contoso' });
  expect(talk.replies).toEqual(['no text router:notAnAddress']);
});

test('an answer without retry text leaves the words to the bot', async () => {
  await toResult();
  await talk.say('what?');
  expect(talk.outcome).toEqual({ outcome: 'unmatched' });
  expect(await talk.run(retry, { type: 'message', text: 'what?' })).toBe(false);
});

test.each(['1', 'en dontKnow', 'en dontKnowSynonyms'])('a choice can be typed: %s', async (text) => {
  await enter('router');
  expect(await talk.say(text)).toEqual(['en topic where-is-the-url']);
});

test('a message without text is unmatched', async () => {
  await enter('router');
  await talk.hear({ type: 'message', attachments: [{ contentType: 'image/png' }] });
  expect(talk.outcome).toEqual({ outcome: 'unmatched' });
});

test('a choice sets facts and a confirm prompt keeps true or false', async () => {
  await toResult();
  expect(await talk.press(talk.button('another'))).toEqual(['en sure']);
  expect(await facts()).toMatchObject({ endpoint: null });
  await talk.press(talk.button('no'));
  expect(await facts()).toMatchObject({ sure: false });
  expect(await place()).toBe('ask');
});

test('a choice may ask the bot for something, and the conversation stays', async () => {
  await toResult();
  expect(await talk.press(talk.button('human'))).toEqual([]);
  expect(talk.outcome).toEqual({ outcome: 'command', command: 'human' });
  expect(await place()).toBe('result');
});

test('a choice may lead to another tree, with the facts', async () => {
  await toResult();
  expect(await talk.press(talk.button('menu'))).toEqual(['en menu']);
  expect(await talk.run(describePlace)).toMatchObject({ treeId: 'root', node: 'menu' });
  expect(await facts()).toMatchObject({ endpoint: 'mail.contoso.com' });
});

test('an end node says its text and leaves the trees', async () => {
  await toResult();
  expect(await talk.press(talk.button('works'))).toEqual(['en bye']);
  expect(await talk.run(describePlace)).toBeNull();
  await talk.say('hello');
  expect(talk.outcome).toEqual({ outcome: 'unmatched' });
  await talk.press(talk.button('again'));
  expect(talk.outcome).toEqual({ outcome: 'outdated' });
  await talk.probed();
  expect(talk.outcome).toEqual({ outcome: 'ignored' });
});

test('a known error goes to its tree, an unknown one is asked for, then given up', async () => {
  const tries = routerTree.replace('unknown: ask, unknownAgain: leave', 'unknown: sure, unknownAgain: bye');
  talk = new Talk(registryOf(rootTree, tries));
  await enter('router', { node: 'hello' });
  expect(talk.replies).toEqual(['en hello', 'en sure']);
  await talk.press(talk.button('yes'));
  expect(talk.replies).toEqual(['en hello', 'en bye']);
});

test('a recognised error enters its tree at onError', async () => {
  const reader = rootTree
    .replace('start: menu', 'start: read')
    .concat('  read: { kind: recognizeError, unknown: none }\n  none: { kind: end, text: help }\n');
  talk = new Talk(registryOf(reader, routerTree));
  await talk.run((dc) => enterTree(dc, 'root'), { type: 'message', text: 'no trust at all' });
  expect(talk.replies).toEqual(['en ask']);
  expect(await facts()).toEqual({ family: 'trust-relationship', pasted: 'no trust at all' });
  await talk.run(leaveTrees);
  await talk.run((dc) => enterTree(dc, 'root'), { type: 'message', text: 'no such name' });
  expect(talk.replies).toEqual(['en help']);
});

test('an error that may be one of several is asked about, or counts as unknown where the tree does not ask', async () => {
  const reader = (several: string) =>
    rootTree
      .replace('start: menu', 'start: read')
      .concat(
        `  read: { kind: recognizeError, unknown: menu${several} }\n  ask: { kind: end, text: help }\n`,
      );
  talk = new Talk(registryOf(reader(', several: ask'), routerTree));
  await talk.run((dc) => enterTree(dc, 'root'), { type: 'message', text: 'perhaps' });
  expect(talk.replies).toEqual(['en help']);
  talk = new Talk(registryOf(reader(''), routerTree));
  await talk.run((dc) => enterTree(dc, 'root'), { type: 'message', text: 'perhaps' });
  expect(talk.replies).toEqual(['en menu']);
  expect(await facts()).toEqual({ candidates: { unreachable: true } });
});

test('an error or an endpoint given unasked enters where the tree says', async () => {
  await enter('router', { entry: 'onError', facts: { endpoint: 'mail.contoso.com' } });
  expect(talk.replies).toEqual(['en looking at mail.contoso.com']);
  await enter('router', { entry: 'onEndpoint', facts: { endpoint: 'owa.contoso.com' } });
  expect(talk.replies).toEqual(['en looking at owa.contoso.com']);
  expect(talk.cancelled).toEqual(['job 1 of mail.contoso.com']);
});

test('a probe without its slot leads to the missing target, or is a mistake', async () => {
  await enter('router', { node: 'look' });
  expect(talk.replies).toEqual(['en ask']);
  talk = new Talk(registryOf(rootTree, routerTree.replace(' missing: ask,', '')));
  await expect(enter('router', { node: 'look' })).rejects.toMatchObject({ code: 'tree-slot-missing' });
});

test('while a probe runs, messages are answered and other results ignored', async () => {
  await enter('router', { node: 'look', facts: { endpoint: 'mail.contoso.com' } });
  expect(await talk.say('well?')).toEqual(['en stillLooking']);
  expect(talk.outcome).toEqual({ outcome: 'handled' });
  expect(await talk.probed('job 7 of elsewhere')).toEqual([]);
  expect(talk.outcome).toEqual({ outcome: 'ignored' });
  expect(await talk.probed()).toEqual(['en diagnosis mail.contoso.com']);
  expect(await talk.probed()).toEqual([]);
  expect(talk.outcome).toEqual({ outcome: 'ignored' });
});

test('a probe that is refused is asked for again by the next message', async () => {
  talk.refusesProbes = true;
  await enter('router', { node: 'look', facts: { endpoint: 'mail.contoso.com' } });
  expect(talk.replies).toEqual(['en stillLooking']);
  expect(await talk.run(waitsForProbe)).toBe(true);
  expect(await talk.say('and now?')).toEqual(['en stillLooking']);
  expect(talk.jobs).toEqual([]);
  talk.refusesProbes = false;
  expect(await talk.say('and now?')).toEqual(['en looking at mail.contoso.com']);
  expect(await talk.probed()).toEqual(['en diagnosis mail.contoso.com']);
  expect(await talk.run(waitsForProbe)).toBe(false);
});

test('the result of a probe that was left is ignored', async () => {
  await enter('router', { node: 'look', facts: { endpoint: 'mail.contoso.com' } });
  await talk.run((dc) => enterTree(dc, 'router', { node: 'ask', facts: { endpoint: null } }));
  expect(talk.cancelled).toEqual(talk.jobs);
  expect(await talk.probed()).toEqual([]);
  expect(talk.outcome).toEqual({ outcome: 'ignored' });
  expect(await place()).toBe('ask');
});

test('leaving the trees gives a running probe up', async () => {
  await enter('router', { node: 'look', facts: { endpoint: 'mail.contoso.com' } });
  await talk.run(leaveTrees);
  expect(talk.cancelled).toEqual(talk.jobs);
  expect(await talk.run(describePlace)).toBeNull();
});

test('back shows the node that waited before, never a probe', async () => {
  await toResult();
  expect(await talk.run(back)).toBe(true);
  expect(talk.replies).toEqual(['en ask']);
  expect(await talk.run(back)).toBe(false);
  expect(await place()).toBe('ask');
});

test('back during a probe gives it up', async () => {
  await enter('router');
  await talk.say('mail.contoso.com');
  await talk.run(back);
  expect(talk.replies).toEqual(['en ask']);
  expect(talk.cancelled).toEqual(talk.jobs);
});

test('back goes over the border of a tree', async () => {
  await toResult();
  await talk.press(talk.button('menu'));
  await talk.run(back);
  expect(talk.replies).toEqual(['en diagnosis mail.contoso.com']);
  await talk.run(back);
  expect(talk.replies).toEqual(['en ask']);
});

test('looking again and again leaves one way back', async () => {
  await toResult();
  for (let round = 0; round < 3; round += 1) {
    await talk.press(talk.button('again'));
    await talk.probed();
  }
  await talk.run(back);
  expect(await place()).toBe('ask');
});

test('the way back is bounded', async () => {
  await enter('router');
  for (let round = 0; round < 60; round += 1) {
    await talk.run((dc) => enterTree(dc, 'router', { node: 'sure' }));
    await talk.run((dc) => enterTree(dc, 'router', { node: 'ask' }));
  }
  let steps = 0;
  while (await talk.run(back)) steps += 1;
  expect(steps).toBe(50);
});

test('a change of language shows again what was said, and nothing else happens', async () => {
  const report = routerTree.replace('expect: routerReport, retry: reportAgain, next: judge', 'next: sure');
  talk = new Talk(registryOf(rootTree, report));
  talk.verdict = { verdict: 'trusted', primary: null, codes: [] };
  await toResult();
  expect(talk.replies).toEqual(['en diagnosis mail.contoso.com', 'en sure']);
  const before = await facts();
  talk.locale = 'fr';
  expect(await talk.run(rerender)).toBe(true);
  expect(talk.replies).toEqual(['fr diagnosis mail.contoso.com', 'fr sure']);
  expect(talk.buttons.map(({ title }) => title)).toEqual(['fr yes', 'fr no']);
  expect(await facts()).toEqual(before);
  expect(talk.jobs).toHaveLength(1);
});

test('a change of language during a probe says that it looks, and goes on waiting', async () => {
  await enter('router', { node: 'look', facts: { endpoint: 'mail.contoso.com' } });
  talk.locale = 'fr';
  await talk.run(rerender);
  expect(talk.replies).toEqual(['fr looking at mail.contoso.com']);
  expect(talk.jobs).toHaveLength(1);
  expect(await talk.probed()).toEqual(['fr diagnosis mail.contoso.com']);
});

test('a button of an older card leads where its choice leads', async () => {
  await toResult();
  const again = talk.button('again');
  await talk.press(talk.button('another'));
  await talk.run((dc) => patchFacts(dc, { endpoint: 'owa.contoso.com' }));
  expect(await talk.press(again)).toEqual(['en looking at owa.contoso.com']);
});

test('a button of another tree leads into that tree', async () => {
  await toResult();
  const again = talk.button('again');
  await talk.press(talk.button('menu'));
  expect(await talk.press(again)).toEqual(['en looking at mail.contoso.com']);
  expect(await talk.run(describePlace)).toMatchObject({ treeId: 'router', node: 'look' });
});

test.each([
  ['no such choice', { tree: 'router', node: 'ask', choice: 'gone' }],
  ['no such node', { tree: 'router', node: 'gone', choice: 'dont-know' }],
  ['no such tree', { tree: 'gone@1', node: 'ask', choice: 'dont-know' }],
  ['a property of every object', { tree: 'constructor', node: 'constructor', choice: 'constructor' }],
])('a forged or outdated button changes nothing: %s', async (_what, trustdesk) => {
  await enter('router');
  expect(await talk.hear({ type: 'message', text: 'x', value: { trustdesk } })).toEqual([]);
  expect(talk.outcome).toEqual({ outcome: 'outdated' });
  expect(await place()).toBe('ask');
});

test.each([[null], ['text'], [{ trustdesk: 5 }], [{ trustdesk: { tree: 1, node: 2, choice: 3 } }]])(
  'a value that is no button is no button: %j',
  async (value) => {
    await enter('router');
    await talk.hear({ type: 'message', text: 'hello', value });
    expect(talk.outcome).toEqual({ outcome: 'unmatched' });
  },
);

test('choices are offered while their condition holds', async () => {
  const conditional = rootTree.replace(
    'command: help }',
    'command: help, when: { fact: endpoint.host, equals: a } }',
  );
  talk = new Talk(registryOf(conditional, routerTree));
  await enter('root');
  expect(talk.buttons).toHaveLength(2);
  await talk.run((dc) => enterTree(dc, 'root', { node: 'menu', facts: { endpoint: { host: 'a' } } }));
  expect(talk.buttons).toHaveLength(3);
});

test('a tree that runs in a circle is stopped', async () => {
  const circle =
    'id: circle\nstart: a\nnodes:\n  a: { kind: message, text: x, next: b }\n  b: { kind: message, text: x, next: a }\n';
  talk = new Talk(registryOf(circle));
  await expect(enter('circle')).rejects.toMatchObject({ code: 'tree-loop' });
});

test('two trees that send each other on are stopped', async () => {
  const ping = 'id: ping\nstart: a\nnodes:\n  a: { kind: goto, tree: pong }\n';
  const pong = 'id: pong\nstart: a\nnodes:\n  a: { kind: goto, tree: ping }\n';
  talk = new Talk(registryOf(ping, pong));
  await expect(enter('ping')).rejects.toMatchObject({ code: 'tree-loop' });
});

test('a mistake of the programmer carries its code', async () => {
  await expect(enter('gone')).rejects.toMatchObject({ code: 'tree-unknown' });
});

test('without a tree nothing is done', async () => {
  expect(await talk.run(activeFacts)).toBeNull();
  expect(await talk.run(waitsForProbe)).toBe(false);
  expect(await talk.run(back)).toBe(false);
  expect(await talk.run(rerender)).toBe(false);
  expect(await talk.run(retry)).toBe(false);
  expect(await talk.run((dc) => patchFacts(dc, { a: 1 }))).toBe(false);
});
