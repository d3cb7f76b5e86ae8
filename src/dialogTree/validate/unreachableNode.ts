import { makeProblem } from '../problem.js';
import { findNode } from '../tree.js';
import type { Rule } from './rule.js';
import { entries, namedByTrees, waysOn } from './waysOn.js';

/** Every node can be reached from an entry of the tree or from another tree. */
export const unreachableNode: Rule = ({ source, sources }) => {
  const { tree } = source;
  const named = namedByTrees(
    sources.map((other) => other.tree),
    tree.id,
  );
  const open = [...entries(tree).map(({ to }) => to), ...named];
  const reached = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = findNode(tree, id);
    if (node === null || reached.has(id)) continue;
    reached.add(id);
    open.push(...waysOn(tree, id, node).map(({ to }) => to));
  }
  return Object.keys(tree.nodes)
    .filter((id) => !reached.has(id))
    .map((id) => {
      const at = source.keyAt(`nodes/${id}`);
      const mend = 'Lead a way to it or take it out.';
      return makeProblem(source.file, at, 'unreachable-node', `No way leads to the node "${id}".`, mend);
    });
};
