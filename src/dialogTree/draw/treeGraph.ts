import type { NodeKind, Tree } from '../tree.js';
import { qualifiedKey } from '../treeTexts.js';
import { entries } from '../validate/waysOn.js';
import type { DrawingWords } from './drawingWords.js';
import { nodeText } from './nodeText.js';
import { nodeWays, setWays } from './nodeWays.js';

/** What a drawing shows of a tree, in one language and before any layout. */
export interface TreeGraph {
  readonly treeId: string;
  readonly title: string;
  readonly locale: string;
  /** Boxes where a visit can begin, the usual one first. */
  readonly starts: readonly string[];
  /** Nodes in the order of the file, then the shared lists of choices. */
  readonly boxes: readonly Box[];
}

export type BoxKind = NodeKind | 'choices';

export interface Box {
  /** `node-<id>` or `set-<id>`, unique in the drawing. */
  readonly id: string;
  /** The id in the tree. */
  readonly name: string;
  readonly kind: BoxKind;
  /** Its kind in words, and what it does beside saying its text. */
  readonly detail: string;
  readonly text: string;
  /** How a visit can begin here, in words. */
  readonly entries: readonly string[];
  readonly ways: readonly Way[];
}

/** A way on from a box, with what is chosen or what must hold for it. */
export interface Way {
  /** Its place in the tree, such as `nodes/judge/cases/0/goto`: where `waysOn` names the same target. */
  readonly path: string;
  /** Empty when the target says it all. */
  readonly label: string;
  readonly target: WayTarget;
}

export type WayTarget =
  | { readonly to: 'box'; readonly box: string; readonly name: string }
  | { readonly to: 'tree'; readonly tree: string; readonly node: string | null }
  /** Not to a node: a command that the bot carries out, the tree of whichever error it is. */
  | { readonly to: 'elsewhere'; readonly text: string };

export function targetName(target: WayTarget): string {
  if (target.to === 'box') return target.name;
  if (target.to === 'elsewhere') return target.text;
  return target.node === null ? target.tree : `${target.tree} › ${target.node}`;
}

export function makeTreeGraph(tree: Tree, words: DrawingWords): TreeGraph {
  const title = tree.title === undefined ? tree.id : words.text(qualifiedKey(tree.title, tree.id));
  const begins = entries(tree);
  const nodes = Object.entries(tree.nodes).map(([id, node]) => ({
    id: `node-${id}`,
    name: id,
    kind: node.kind,
    ...nodeText(tree, node, words),
    entries: begins.filter(({ to }) => to === id).map(({ path }) => words.label(`entries.${path}`)),
    ways: nodeWays(tree, id, node, words),
  }));
  const sets = Object.entries(tree.choiceSets ?? {}).map(([id, choices]) => ({
    id: `set-${id}`,
    name: id,
    kind: 'choices' as const,
    detail: words.label('kinds.choices'),
    text: '',
    entries: [],
    ways: setWays(tree, id, choices, words),
  }));
  return {
    treeId: tree.id,
    title,
    locale: words.locale,
    starts: begins.map(({ to }) => `node-${to}`),
    boxes: [...nodes, ...sets],
  };
}
