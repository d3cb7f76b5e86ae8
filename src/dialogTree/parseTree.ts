import type { Position, Problem } from './problem.js';
import { readShaped } from './shape/readShaped.js';
import type { Tree } from './tree.js';
import { treeShape } from './treeShape.js';

/** Largest tree file, in UTF-16 units. */
export const maxTreeSize = 256 * 1024;

/** A tree with the place of each of its parts. */
export interface TreeSource {
  readonly file: string;
  readonly tree: Tree;
  /** Place of the value at a path such as `nodes/look/next`, or of the nearest part around it. */
  at(path: string): Position;
  /** Place of the name that a path ends in. */
  keyAt(path: string): Position;
}

export interface ParsedTree {
  /** Null when the problems leave nothing that could be checked further. */
  readonly source: TreeSource | null;
  /** In the order of the file, one hundred at most. */
  readonly problems: readonly Problem[];
}

/** Reads one tree file. What is wrong with it is returned, never thrown. */
export function parseTree(file: string, text: string): ParsedTree {
  const { source, problems } = readShaped<Tree>(file, text, {
    shape: treeShape,
    maxSize: maxTreeSize,
    tooLarge: 'Split the tree in two.',
    empty: { code: 'not-a-tree', mend: 'Begin with id, start and nodes.' },
  });
  if (source === null) return { source, problems };
  const { value: tree, at, keyAt } = source;
  return { source: { file, tree, at, keyAt }, problems };
}
