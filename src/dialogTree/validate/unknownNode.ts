import { suggest } from '../didYouMean.js';
import { makeProblem } from '../problem.js';
import { findNode } from '../tree.js';
import type { Rule } from './rule.js';
import { entries, movedTo, waysOn } from './waysOn.js';

/** Every target names a node of the tree. */
export const unknownNode: Rule = ({ source }) => {
  const { tree, file } = source;
  const ways = [
    ...entries(tree),
    ...movedTo(tree),
    ...Object.entries(tree.nodes).flatMap(([id, node]) => waysOn(tree, id, node)),
  ];
  const setWays = Object.entries(tree.choiceSets ?? {}).flatMap(([set, choices]) =>
    choices.flatMap(({ goto }, index) =>
      goto === undefined ? [] : [{ to: goto, path: `choiceSets/${set}/${index}/goto` }],
    ),
  );
  const byPath = new Map([...ways, ...setWays].map((way) => [way.path, way.to]));
  return [...byPath].flatMap(([path, to]) => {
    if (findNode(tree, to) !== null) return [];
    const mend = suggest(to, Object.keys(tree.nodes), 'Name a node of this tree, or add it.');
    return [
      makeProblem(file, source.at(path), 'unknown-node', `There is no node "${to}" in this tree.`, mend),
    ];
  });
};
