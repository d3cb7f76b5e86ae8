import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { type Layout, type Line, layOut, type PlacedBox } from '../../../src/dialogTree/draw/layOut.js';
import { makeTreeGraph, type TreeGraph } from '../../../src/dialogTree/draw/treeGraph.js';
import { sampleGraph, sampleWords, treeOf } from './sampleGraph.js';

interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** The three straight parts of a line, each from its smaller to its greater end. */
function segmentsOf({ from, to, turnX }: Line): readonly Segment[] {
  const [low, high] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return [
    { x1: from.x, y1: from.y, x2: turnX, y2: from.y },
    { x1: turnX, y1: low, x2: turnX, y2: high },
    { x1: turnX, y1: to.y, x2: to.x, y2: to.y },
  ];
}

function frameOf({ x, y, shape }: PlacedBox): Segment {
  return { x1: x, y1: y, x2: x + shape.width, y2: y + shape.height };
}

function touch(a: Segment, b: Segment): boolean {
  return a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
}

function meet(a: Segment, b: Segment): boolean {
  return a.x1 <= b.x2 && b.x1 <= a.x2 && a.y1 <= b.y2 && b.y1 <= a.y2;
}

/** Pairs of boxes that overlap, of lines that cross, and of lines that run through a box. */
function collisions({ boxes, lines }: Layout): readonly string[] {
  const found: string[] = [];
  boxes.forEach((box, index) => {
    for (const other of boxes.slice(index + 1))
      if (touch(frameOf(box), frameOf(other))) found.push(`${box.box.id} over ${other.box.id}`);
    for (const line of lines)
      if (segmentsOf(line).some((part) => touch(part, frameOf(box))))
        found.push(`${line.ends.join('-')} through ${box.box.id}`);
  });
  lines.forEach((line, index) => {
    for (const other of lines.slice(index + 1))
      if (segmentsOf(line).some((part) => segmentsOf(other).some((with_) => meet(part, with_))))
        found.push(`${line.ends.join('-')} across ${other.ends.join('-')}`);
  });
  return found;
}

function check(graph: TreeGraph): void {
  const layout = layOut(graph);
  expect(collisions(layout)).toEqual([]);
  expect(layout.boxes.map(({ box }) => box)).toEqual(graph.boxes);
  for (const placed of layout.boxes) {
    const { x2, y2 } = frameOf(placed);
    expect(placed.x >= 0 && placed.y >= 0 && x2 <= layout.width && y2 <= layout.height).toBe(true);
  }
  // Every way on is to be seen: as a line, or with the name of its target.
  const drawn = new Set(layout.lines.map(({ row }) => row));
  for (const { box, shape } of layout.boxes) {
    expect(shape.rows.map(({ way }) => way)).toEqual(box.ways);
    for (const row of shape.rows) expect(drawn.has(row) || row.pill !== null).toBe(true);
  }
}

describe('boxes and lines keep out of each other’s way, and none is missing', () => {
  test('in the sample tree', () => check(sampleGraph()));

  const { trees, resources } = readShippedKnowledge();
  test.each(trees.flatMap(({ file, text }) => ['en', 'fr', 'vi'].map((locale) => [file, locale, text])))(
    'in %s in %s',
    (_file, locale, text) => check(makeTreeGraph(treeOf(text ?? ''), sampleWords(locale ?? 'en', resources))),
  );

  test('in any tree', () => {
    const target = fc.nat({ max: 30 });
    const trees = fc.array(
      fc.record({
        targets: fc.array(target, { maxLength: 9 }),
        text: fc.string({ maxLength: 300, unit: 'binary' }),
      }),
      { minLength: 31, maxLength: 31 },
    );
    fc.assert(
      fc.property(trees, fc.uniqueArray(target, { maxLength: 4 }), (nodes, starts) => {
        const boxes = nodes.map(({ targets, text }, index) => ({
          id: `node-${index}`,
          name: `n${index}`,
          kind: index % 5 === 0 ? ('choices' as const) : ('prompt' as const),
          ...{ detail: 'detail', text, entries: [] },
          ways: targets.map((to, place) => ({
            path: `${index}/${place}`,
            label: text,
            target: { to: 'box' as const, box: `node-${to}`, name: `n${to}` },
          })),
        }));
        check({
          treeId: 't',
          title: 't',
          locale: 'en',
          starts: starts.map((start) => `node-${start}`),
          boxes,
        });
      }),
      { numRuns: 60 },
    );
  });
});

test('a tree as long as a file may be is laid out all the same', () => {
  const nodes = Array.from(
    { length: 4_500 },
    (_, i) => `  n${i}: { kind: message, text: hello, next: n${i + 1} }`,
  );
  const graph = sampleGraph(
    sampleWords(),
    `id: long\nstart: n0\nnodes:\n${nodes.join('\n')}\n  n4500: { kind: end }\n`,
  );
  expect(layOut(graph).boxes).toHaveLength(4_501);
});

test('a menu’s targets stand below each other in the order of its choices, and the start on top', () => {
  const { boxes } = layOut(
    sampleGraph(
      sampleWords(),
      `id: menu
start: ask
nodes:
  c: { kind: end }
  b: { kind: end }
  a: { kind: end }
  ask: { kind: prompt, input: choice, text: ask, choices: [{ id: a, text: a, goto: a }, { id: b, text: b, goto: b }, { id: c, text: c, goto: c }] }
`,
    ),
  );
  const column = (names: readonly string[]) => boxes.filter(({ box }) => names.includes(box.name));
  const inOrder = column(['a', 'b', 'c']).toSorted((one, other) => one.y - other.y);
  expect(inOrder.map(({ box }) => box.name)).toEqual(['a', 'b', 'c']);
  expect(new Set(inOrder.map(({ x }) => x)).size).toBe(1);
  const [start] = column(['ask']);
  expect([start?.x, start?.y]).toEqual([0, 0]);
});
