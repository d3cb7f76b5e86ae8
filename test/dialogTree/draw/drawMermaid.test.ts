import { expect, test } from '@jest/globals';
import { drawMermaid } from '../../../src/dialogTree/draw/drawMermaid.js';
import { waysOn } from '../../../src/dialogTree/validate/waysOn.js';
import { resources } from '../knownWords.js';
import { routerTree } from '../sampleTrees.js';
import { sampleGraph, sampleWords, treeOf } from './sampleGraph.js';

/** What a line of ours may look like. Mermaid's own parser has read the shipped trees in this form. */
const line =
  /^ {2}(?:\w+(?:\[\[|\{\{|\(\[|\[\/|\[\\|\(|\[)"[^"`;\n]*(?:#\d+;[^"`;\n]*)*"(?:\]\]|\}\}|\]\)|\/\]|\)|\])::(?::kind_\w+|:beyond)|\w+ -->(?:\|"[^"`;|\n]*(?:#\d+;[^"`;|\n]*)*"\|)? \w+|classDef (?:kind_\w+|beyond) [\w:#,. -]+)$/;

test('every node and every way on is in the source', () => {
  const tree = treeOf(routerTree);
  const source = drawMermaid(sampleGraph());
  for (const id of Object.keys(tree.nodes)) expect(source).toContain(`\n  node_${id.replaceAll('-', '_')}`);
  for (const [id, node] of Object.entries(tree.nodes)) {
    for (const { to, path } of waysOn(tree, id, node)) {
      const from = path.startsWith('choiceSets/') ? 'set_common' : `node_${id.replaceAll('-', '_')}`;
      expect(source).toMatch(new RegExp(`^  ${from} -->(\\|.*\\|)? node_${to.replaceAll('-', '_')}$`, 'm'));
    }
  }
  expect(source).toContain('en hello');
});

test.each([
  '"]; click node_ask call alert(1)',
  '`code` %%{init: {"theme": "x"}}%%',
  '---\ntitle: x\n---',
  '<script>alert(1)</script>',
  '|"| end; subgraph x',
  '#quot;#35;&quot;',
])('a text cannot leave its label: %j', (hostile) => {
  const poisoned = { en: { router: { ...resources['en']?.['router'], hello: hostile, works: hostile } } };
  const words = { ...sampleWords('en', poisoned), shown: () => hostile };
  const source = drawMermaid({ ...sampleGraph(words), title: hostile });
  const [opening, title = '', closing, kind, ...body] = source.trimEnd().split('\n');
  expect([opening, closing, kind]).toEqual(['---', '---', 'flowchart LR']);
  expect(typeof JSON.parse(title.replace('title: ', ''))).toBe('string');
  expect(body.filter((text) => !line.test(text))).toEqual([]);
  expect(body.join('\n')).not.toMatch(/<(?!br\/>|\/?b>)|`/);
  expect(source).not.toContain('%%');
});

test('a large tree stays below the 50,000 characters that Mermaid takes', () => {
  const nodes = Array.from(
    { length: 200 },
    (_, index) => `  n${index}: { kind: message, text: long, next: n${index + 1} }`,
  );
  const tree = `id: large\nstart: n0\nnodes:\n${nodes.join('\n')}\n  n200: { kind: end }\n`;
  const words = { ...sampleWords(), text: () => 'Long words. '.repeat(100) };
  expect(drawMermaid(sampleGraph(words, tree)).length).toBeLessThan(50_000);
});
