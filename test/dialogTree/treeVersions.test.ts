import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../src/base/json.js';
import { describe as describePlace, enterTree, leaveTrees } from '../../src/dialogTree/activeTree.js';
import { TreeRegistry } from '../../src/dialogTree/compile/treeRegistry.js';
import { contentOf, type TreeVersion, versionFromContent } from '../../src/dialogTree/compile/treeVersion.js';
import type { TextResources } from '../../src/dialogTree/treeTexts.js';
import { resources } from './knownWords.js';
import { rootTree, routerTree } from './sampleTrees.js';
import { Talk } from './talk.js';
import { versionOf } from './versionOf.js';

/** Registries of successive deployments over one store. */
function deployments() {
  const stored = new Map<string, string>();
  return (...versions: readonly TreeVersion[]) => {
    for (const version of versions) stored.set(version.dialogId, JSON.stringify(contentOf(version)));
    return new TreeRegistry(versions, async (id) => {
      const content = stored.get(id);
      return content === undefined ? null : (JSON.parse(content) as JsonObject);
    });
  };
}

function textsWith(router: JsonObject): TextResources {
  const en = resources['en'] ?? {};
  return { ...resources, en: { ...en, router: { ...en['router'], ...router } } };
}

test('the version is a hash of content and texts, whatever their order', () => {
  const { version, dialogId } = versionOf(routerTree);
  expect(version).toMatch(/^[0-9a-f]{12}$/);
  expect(dialogId).toBe(`router@${version}`);
  const moved = routerTree
    .replace(/( {2}bye:.*\n)/, '')
    .replace('nodes:\n', 'nodes:\n  bye: { text: bye, kind: end }\n');
  expect(versionOf(moved).version).toBe(version);
  expect(versionOf(routerTree.replace('goto: bye', 'goto: ask')).version).not.toBe(version);
  expect(versionOf(routerTree, textsWith({ bye: 'Farewell' })).version).not.toBe(version);
});

test('texts that the tree does not use make no difference', () => {
  expect(versionOf(routerTree, textsWith({ unused: 'x' })).version).toBe(versionOf(routerTree).version);
});

test('a stored version comes back the same', () => {
  const version = versionOf(routerTree);
  const content = JSON.parse(JSON.stringify(contentOf(version))) as JsonObject;
  expect(versionFromContent(version.dialogId, content)).toEqual(version);
  expect(versionFromContent('root@1', content)).toBeNull();
  expect(versionFromContent(version.dialogId, {})).toBeNull();
});

// The SDK's own waterfalls tell versions apart by their number of steps alone; ours must not care for it.
const changed = {
  'the same number of nodes': routerTree
    .replace('next: look\n', 'next: bye\n')
    .replace('id: works, text: works, goto: bye', 'id: works, text: no, goto: ask'),
  'more nodes': routerTree
    .replace('start: ask', 'start: intro')
    .replace('  ask:\n', '  intro: { kind: message, text: hello, next: ask }\n  ask:\n')
    .replace('next: look\n', 'next: bye\n'),
  'fewer nodes': routerTree
    .replace(/ {2}(look|judge|trusted|result):[\s\S]*? {2}sure:/, '  sure:')
    .replaceAll('goto: look', 'goto: bye')
    .replaceAll('next: look', 'next: bye'),
};

test.each(Object.entries(changed))(
  'a conversation stays on its version when the tree changes to %s',
  async (_what, text) => {
    const deploy = deployments();
    const talk = new Talk(deploy(versionOf(rootTree), versionOf(routerTree)));
    await talk.run((dc) => enterTree(dc, 'router'));
    const old = await talk.run(describePlace);

    talk.registry = deploy(
      versionOf(rootTree),
      versionOf(text, textsWith({ ask: 'Asked in new words', looking: 'New look' })),
    );
    expect(await talk.say('mail.contoso.com')).toEqual(['en looking at mail.contoso.com']);
    expect(await talk.probed()).toEqual(['en diagnosis mail.contoso.com']);
    expect(talk.buttons[0]?.title).toBe('en works');
    expect(await talk.run(describePlace)).toMatchObject({ dialogId: old?.dialogId });

    await talk.run(leaveTrees);
    await talk.run((dc) => enterTree(dc, 'router'));
    expect(talk.replies.at(-1)).toBe('Asked in new words');
    expect((await talk.run(describePlace))?.version).not.toBe(old?.version);
  },
);

test('an old conversation that goes to another tree goes to its current version', async () => {
  const deploy = deployments();
  const talk = new Talk(deploy(versionOf(rootTree), versionOf(routerTree)));
  await talk.run((dc) => enterTree(dc, 'router', { node: 'result' }));
  const renamed = versionOf(rootTree.replaceAll('menu', 'desk').replace('text: desk', 'text: help'));
  talk.registry = deploy(renamed, versionOf(routerTree.replace('tree: root, node: menu', 'tree: root')));
  await talk.press(talk.button('menu'));
  expect(await talk.run(describePlace)).toMatchObject({ dialogId: renamed.dialogId, node: 'desk' });
});

test('a node that an older version lacks gives way to the entry', async () => {
  const deploy = deployments();
  const talk = new Talk(deploy(versionOf(rootTree), versionOf(routerTree)));
  await talk.run((dc) => enterTree(dc, 'router'));
  const added = routerTree.replace('  bye:', '  added: { kind: end }\n  bye:');
  talk.registry = deploy(versionOf(rootTree), versionOf(added));
  await talk.run((dc) => enterTree(dc, 'router', { node: 'added', entry: 'onError' }));
  expect(await talk.run(describePlace)).toMatchObject({ treeId: 'router', node: 'ask' });
});

test('a node that the other tree has no more gives way to its start', async () => {
  const deploy = deployments();
  const talk = new Talk(deploy(versionOf(rootTree), versionOf(routerTree)));
  await talk.run((dc) => enterTree(dc, 'router'));
  const renamed = versionOf(rootTree.replaceAll('menu', 'desk').replace('text: desk', 'text: help'));
  talk.registry = deploy(renamed, versionOf(routerTree.replace('tree: root, node: menu', 'tree: root')));
  await talk.run((dc) => enterTree(dc, 'router', { node: 'leave' }));
  expect(await talk.run(describePlace)).toMatchObject({ dialogId: renamed.dialogId, node: 'desk' });
});

test('a tree that is no more ends the visit of an older version that leads there', async () => {
  const deploy = deployments();
  const talk = new Talk(deploy(versionOf(rootTree), versionOf(routerTree)));
  await talk.run((dc) => enterTree(dc, 'router', { node: 'result' }));
  talk.registry = deploy(
    versionOf(routerTree.replaceAll('tree: root', 'tree: router').replaceAll(', node: menu', '')),
  );
  expect(await talk.press(talk.button('menu'))).toEqual([]);
  expect(talk.outcome).toEqual({ outcome: 'outdated' });
  expect(await talk.run(describePlace)).toBeNull();
});

test("a card of a version that is no more works while the conversation's version has its choice", async () => {
  const deploy = deployments();
  const talk = new Talk(deploy(versionOf(rootTree), versionOf(routerTree)));
  await talk.run((dc) =>
    enterTree(dc, 'router', { node: 'result', facts: { endpoint: 'mail.contoso.com' } }),
  );
  const [works, again] = [talk.button('works'), talk.button('again')];

  talk.registry = deploy(
    versionOf(rootTree),
    versionOf(routerTree.replace('{ id: again,', '{ id: once-more,')),
  );
  await talk.run(leaveTrees);
  await talk.run((dc) => enterTree(dc, 'router', { node: 'result' }));
  expect(await talk.press(again)).toEqual([]);
  expect(talk.outcome).toEqual({ outcome: 'outdated' });
  expect(await talk.press(works)).toEqual(['en bye']);
});

test('a version that cannot be brought back is told, with what was known', async () => {
  const talk = new Talk(new TreeRegistry([versionOf(rootTree), versionOf(routerTree)], async () => null));
  await talk.run((dc) => enterTree(dc, 'router', { facts: { endpoint: 'mail.contoso.com' } }));
  talk.registry = new TreeRegistry([versionOf(rootTree)], async () => null);
  await talk.say('hello');
  expect(talk.lost).toEqual({
    ...{ treeId: 'router', node: 'ask', pendingJob: null },
    facts: { endpoint: 'mail.contoso.com' },
  });
  expect(talk.outcome).toEqual({ outcome: 'unmatched' });
  expect(await talk.run(describePlace)).toBeNull();
});

test('a version is loaded once for all conversations on it', async () => {
  let loads = 0;
  const old = versionOf(routerTree);
  const first = new TreeRegistry([versionOf(rootTree), old], async () => null);
  const talks = [new Talk(first), new Talk(first)];
  for (const talk of talks) await talk.run((dc) => enterTree(dc, 'router'));
  const next = new TreeRegistry([versionOf(rootTree), versionOf(changed['more nodes'])], async () => {
    loads += 1;
    return contentOf(old);
  });
  for (const talk of talks) {
    talk.registry = next;
    expect(await talk.say('mail.contoso.com')).toEqual(['en looking at mail.contoso.com']);
  }
  expect(loads).toBe(1);
  expect(next.versionOf(old.dialogId)).toEqual(old);
});

test('the registry knows its trees', () => {
  const [root, router] = [versionOf(rootTree), versionOf(routerTree)];
  const registry = new TreeRegistry([root, router], async () => null);
  expect(registry.versions).toEqual([root, router]);
  expect(registry.current('router')).toBe(router);
  expect(registry.current('gone')).toBeNull();
  expect(registry.treeOfFamily('trust-relationship')).toBe('router');
  expect(registry.treeOfFamily('forbidden')).toBeNull();
  expect(registry.versionOf('router@000000000000')).toBeNull();
});
