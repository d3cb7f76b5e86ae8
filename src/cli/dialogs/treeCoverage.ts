import { isChoiceSetUse, type Tree, type TreeNode, waits } from '../../dialogTree/tree.js';

/** What the conversations of one language came to in one tree. */
export interface TreeCoverage {
  readonly tree: string;
  readonly locale: string;
  /** Nodes that wait for the person. */
  readonly waiting: Share;
  /** Nodes after which the person has their answer. */
  readonly leaves: Share;
  /** Waiting nodes and leaves that a conversation came to, and those that none did; in the tree's order. */
  readonly reached: readonly string[];
  readonly missed: readonly string[];
}

export interface Share {
  readonly reached: number;
  readonly all: number;
}

/**
 * @param reached `tree/node` of every node that the language's conversations entered
 */
export function treeCoverage(tree: Tree, locale: string, reached: ReadonlySet<string>): TreeCoverage {
  const nodes = Object.entries(tree.nodes);
  const waiting = nodes.filter(([, node]) => waitsForPerson(tree, node)).map(([id]) => id);
  const leaves = nodes.filter(([, node]) => isLeaf(node)).map(([id]) => id);
  const isReached = (id: string) => reached.has(`${tree.id}/${id}`);
  const share = (ids: readonly string[]) => ({ reached: ids.filter(isReached).length, all: ids.length });
  const both = new Set([...waiting, ...leaves]);
  const watched = nodes.map(([id]) => id).filter((id) => both.has(id));
  return {
    tree: tree.id,
    locale,
    waiting: share(waiting),
    leaves: share(leaves),
    reached: watched.filter(isReached),
    missed: watched.filter((id) => !isReached(id)),
  };
}

/** A look waits too, but for its result. */
function waitsForPerson(tree: Tree, node: TreeNode): boolean {
  return node.kind !== 'probeEndpoint' && waits(tree, node);
}

/** An end, or an answer that leads on by nothing but the choices that many answers share. */
export function isLeaf(node: TreeNode): boolean {
  if (node.kind === 'end') return true;
  if (node.kind !== 'answer' || node.next !== undefined || node.expect !== undefined) return false;
  return (node.choices ?? []).every(isChoiceSetUse);
}
