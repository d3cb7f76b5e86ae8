import { suggest } from '../didYouMean.js';
import { makeProblem } from '../problem.js';
import { findNode } from '../tree.js';
import { allChoices } from './allChoices.js';
import type { Rule } from './rule.js';

/** A way into another tree names a tree that there is, and a node of it. */
export const unknownTree: Rule = ({ source, sources, unread }) => {
  const gotos = Object.entries(source.tree.nodes).flatMap(([id, node]) =>
    node.kind === 'goto' ? [{ path: `nodes/${id}`, tree: node.tree, node: node.node }] : [],
  );
  const choices = allChoices(source.tree).flatMap(({ path, choice }) =>
    choice.tree === undefined ? [] : [{ path, tree: choice.tree, node: choice.node }],
  );
  return [...gotos, ...choices].flatMap((way) => {
    const target = sources.find(({ tree }) => tree.id === way.tree)?.tree;
    if (target === undefined) {
      if (unread.some((file) => file.split(/[\\/]/).at(-1)?.startsWith(`${way.tree}.`))) return [];
      const mend = suggest(
        way.tree,
        sources.map(({ tree }) => tree.id),
        'Name a tree that there is.',
      );
      const at = source.at(`${way.path}/tree`);
      return [makeProblem(source.file, at, 'unknown-tree', `There is no tree "${way.tree}".`, mend)];
    }
    if (way.node === undefined || findNode(target, way.node) !== null) return [];
    const mend = suggest(way.node, Object.keys(target.nodes), 'Name a node of that tree.');
    const message = `The tree "${way.tree}" has no node "${way.node}".`;
    return [makeProblem(source.file, source.at(`${way.path}/node`), 'unknown-node', message, mend)];
  });
};
