import type { Box, TreeGraph, Way } from './treeGraph.js';

export interface LinePlan {
  /** Boxes that no line leads to, the one where a conversation usually begins first. */
  readonly roots: readonly Box[];
  readonly lines: ReadonlySet<Way>;
}

/**
 * The ways of a drawing that are lines: of all ways to a box the first of the shortest from where a conversation begins.
 * The others are written where they begin, with the name of their target. Trees of support are full of "check again"
 * and "back to my case", which as lines would hide everything else. A list of choices that several nodes share stands
 * by itself, since it belongs to none of them.
 */
export function chooseLines({ boxes, starts }: TreeGraph): LinePlan {
  const shared = sharedLists(boxes);
  const unseen = new Map(boxes.map((box) => [box.id, box]));
  const lines = new Set<Way>();
  const roots: Box[] = [];
  const follow = (way: Way): readonly Box[] => {
    const target = way.target.to === 'box' ? unseen.get(way.target.box) : undefined;
    if (target === undefined || shared.has(target.id)) return [];
    unseen.delete(target.id);
    lines.add(way);
    return [target];
  };
  // What neither leads to comes last: nodes that other trees name, and those that nothing reaches.
  for (const start of [...starts, ...shared, ...boxes.map(({ id }) => id)]) {
    const root = unseen.get(start);
    if (root === undefined) continue;
    unseen.delete(start);
    roots.push(root);
    const queue = [root];
    for (const box of queue) queue.push(...box.ways.flatMap(follow));
  }
  return { roots, lines };
}

function sharedLists(boxes: readonly Box[]): ReadonlySet<string> {
  const lists = new Set(boxes.filter(({ kind }) => kind === 'choices').map(({ id }) => id));
  const once = new Set<string>();
  const shared = new Set<string>();
  for (const { target } of boxes.flatMap(({ ways }) => ways)) {
    if (target.to !== 'box' || !lists.has(target.box)) continue;
    (once.has(target.box) ? shared : once).add(target.box);
  }
  return shared;
}
