import { chooseLines } from './chooseLines.js';
import { type BoxShape, boxWidth, measureBox, type Row } from './measureBox.js';
import type { Box, TreeGraph, Way } from './treeGraph.js';

/** A drawing with every place known, in pixels from its own corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly Line[];
}

export interface PlacedBox {
  readonly box: Box;
  readonly shape: BoxShape;
  /** Its left upper corner. */
  readonly x: number;
  readonly y: number;
}

/** From the right edge of a row to the left edge of another box. */
export interface Line {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  /** Where it turns down or up. */
  readonly turnX: number;
  readonly row: Row;
  /** Ids of the boxes. */
  readonly ends: readonly [string, string];
}

const betweenColumns = 84;
const betweenBoxes = 18;
const betweenRoots = 22;

/**
 * Columns from left to right, one a step. The lines make a forest, so boxes stand in the order of the rows that lead to
 * them, as high as what stands above leaves room: no two lines cross, and a long menu reads from top to bottom.
 */
export function layOut(graph: TreeGraph): Layout {
  const { roots, lines } = chooseLines(graph);
  const byId = new Map(graph.boxes.map((box) => [box.id, box]));
  const placed = new Map<string, PlacedBox>();
  const free: number[] = [];
  const follower = (way: Way) =>
    lines.has(way) && way.target.to === 'box' ? byId.get(way.target.box) : undefined;
  for (const root of roots) {
    const rest = [{ box: root, column: 0, from: free[0] === undefined ? 0 : free[0] + betweenRoots }];
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
      const { box, column, from } = next;
      const shape = measureBox(box, lines);
      const followers = box.ways.flatMap((way) => follower(way) ?? []);
      const beside = followers.length === 0 ? 0 : (free[column + 1] ?? 0);
      const y = Math.max(from, free[column] ?? 0, beside);
      placed.set(box.id, { box, shape, x: column * (boxWidth + betweenColumns), y });
      free[column] = y + shape.height + betweenBoxes;
      rest.push(...followers.map((after) => ({ box: after, column: column + 1, from: y })).reverse());
    }
  }
  const boxes = graph.boxes.flatMap(({ id }) => placed.get(id) ?? []);
  return {
    width: Math.max(...boxes.map(({ x }) => x + boxWidth), 0),
    height: Math.max(...boxes.map(({ y, shape }) => y + shape.height), 0),
    boxes,
    lines: boxes.flatMap((from) => linesFrom(from, placed)),
  };
}

function linesFrom({ box, shape, x, y }: PlacedBox, placed: ReadonlyMap<string, PlacedBox>): readonly Line[] {
  const ends = shape.rows.flatMap((row) => {
    const target = row.way.target.to === 'box' ? placed.get(row.way.target.box) : undefined;
    if (row.pill !== null || target === undefined) return [];
    const from = { x: x + shape.width, y: y + row.top + row.height / 2 };
    const to = { x: target.x, y: target.y + target.shape.nameY };
    return [{ from, to, row, ends: [box.id, target.box.id] as const }];
  });
  const gap = betweenColumns / (ends.length + 1);
  // Of lines that go down, the lower one turns first, of lines that go up the upper one; else they would cross.
  const turns = ends.map(({ from, to }, index) => (to.y < from.y ? index + 1 : ends.length - index));
  return ends.map((line, index) => ({ ...line, turnX: line.from.x + gap * (turns[index] ?? 1) }));
}
