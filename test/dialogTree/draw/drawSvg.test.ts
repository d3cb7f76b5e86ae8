import { describe, expect, test } from '@jest/globals';
import { drawSvg } from '../../../src/dialogTree/draw/drawSvg.js';
import { waysOn } from '../../../src/dialogTree/validate/waysOn.js';
import { resources } from '../knownWords.js';
import { routerTree } from '../sampleTrees.js';
import { sampleGraph, sampleWords, treeOf } from './sampleGraph.js';

const href = (tree: string, node: string | null) => `/${tree}${node === null ? '' : `#node-${node}`}`;

function drawn(words = sampleWords(), text = routerTree, standalone = false): string {
  return drawSvg(sampleGraph(words, text), { words, href, standalone });
}

/** Values of an attribute, in order. */
function values(svg: string, attribute: string): readonly string[] {
  return [...svg.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');
}

function textsOf(svg: string): string {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1]).join(' ');
}

test('every node and every way on is in the drawing, once', () => {
  const tree = treeOf(routerTree);
  const svg = drawn();
  expect(values(svg, 'data-node').toSorted()).toEqual([...Object.keys(tree.nodes), 'common'].toSorted());
  const rows = [...svg.matchAll(/<g class="row" data-way="([^"]*)"/g)].map((match) => match[1]);
  expect(new Set(rows).size).toBe(rows.length);
  const ways = Object.entries(tree.nodes).flatMap(([id, node]) => waysOn(tree, id, node));
  for (const { path } of ways) expect(rows).toContain(path);
});

test('a way that is no line names its target and leads there', () => {
  const svg = drawn();
  const lines = new Set([...svg.matchAll(/class="line"[^>]*data-way="([^"]*)"/g)].map((match) => match[1]));
  for (const [, path, row] of svg.matchAll(/<g class="row" data-way="([^"]*)">(.*)<\/g>/g)) {
    expect(lines.has(path) !== (row ?? '').includes('class="pill')).toBe(true);
  }
  expect(svg).toMatch(/<a class="pill pill--box" href="#set-common">/);
  expect(svg).toMatch(/<a class="pill pill--tree" href="\/root#node-menu">/);
  expect(svg).toMatch(/<g class="pill pill--elsewhere">.*ways\.command human/);
  const ids = new Set(values(svg, 'id'));
  for (const to of values(svg, 'href').filter((value) => value.startsWith('#')))
    expect(ids).toContain(to.slice(1));
});

test('nodes say their text in the language of the drawing, answers the title of what they show', () => {
  expect(textsOf(drawn())).toContain('en hello');
  const french = drawn(sampleWords('fr'));
  expect(textsOf(french)).toContain('fr hello');
  expect(textsOf(french)).toContain('title of topic where-is-the-url');
  expect(textsOf(french)).not.toContain('en hello');
  expect(french).toContain('lang="fr"');
});

test('ways are labelled with the choice or the condition', () => {
  const texts = textsOf(drawn());
  for (const label of [
    'en works',
    'conditions.verdict trusted',
    'conditions.any self-signed, expired',
    'conditions.known endpoint',
    'ways.otherwise',
    'ways.reads endpoint',
    'ways.unknownAgain',
  ])
    expect(texts).toContain(label);
});

test('the ways in are marked', () => {
  const texts = textsOf(drawn());
  for (const entry of ['entries.start', 'entries.onError', 'entries.onEndpoint'])
    expect(texts).toContain(entry);
});

test('the legend tells of the kinds that there are', () => {
  const svg = drawn(sampleWords(), 'id: small\nstart: bye\nnodes:\n  bye: { kind: end }\n');
  expect(svg).toContain('kinds.end');
  expect(svg).not.toContain('kinds.prompt');
});

test('a file of its own has a title and styles for light and dark, a part of a page has neither', () => {
  const file = drawn(sampleWords(), routerTree, true);
  expect(file).toMatch(/<style>[\s\S]*prefers-color-scheme: dark[\s\S]*<\/style>/);
  expect(file).toMatch(/<text class="title"/);
  const part = drawn();
  expect(part).not.toMatch(/<style|style="/);
  expect(part).toMatch(/<title id="drawing-title">about router<\/title>/);
});

describe('texts of others are shown and do nothing', () => {
  test.each([
    '<script>alert(1)</script>',
    ']]><script>alert(1)</script>',
    '"><image href="x" onerror="alert(1)"/>',
    "' onload='alert(1)",
    '</text></svg><svg onload="alert(1)">',
    '&lt;&#x3C;script&#62;',
    'a\u0000b\u0008c\uFFFF\uD800',
    '<!-- --><![CDATA[ <?xml ?>',
  ])('%j', (hostile) => {
    const poisoned = {
      en: { ...resources['en'], router: { ...resources['en']?.['router'], hello: hostile, works: hostile } },
    };
    const words = { ...sampleWords('en', poisoned), shown: () => hostile, label: () => hostile };
    const svg = drawn(words, routerTree, true);
    const tags = new Set([...svg.matchAll(/<\/?([^\s>/]+)/g)].map((match) => match[1]));
    expect([...tags].toSorted()).toEqual([
      'a',
      'defs',
      'g',
      'marker',
      'path',
      'rect',
      'style',
      'svg',
      'text',
      'title',
    ]);
    const attributes = new Set(
      [...svg.replace(/<style>[\s\S]*?<\/style>/, '').matchAll(/ ([\w:-]+)=["']/g)].map((match) => match[1]),
    );
    expect([...attributes].filter((name) => name?.startsWith('on'))).toEqual([]);
    expect(svg.replace(/&(?:amp|lt|gt|quot|#39);/g, '')).not.toMatch(/&|\p{Cs}|\uFFFF|(?!\n)\p{Cc}/u);
  });
});
