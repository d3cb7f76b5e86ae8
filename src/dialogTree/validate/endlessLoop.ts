import { makeProblem, type Problem } from '../problem.js';
import { findNode, type Tree, waits } from '../tree.js';
import type { Rule } from './rule.js';
import { type WayOn, waysOn } from './waysOn.js';

/**
 * A circle of nodes none of which waits is never left: the facts stay the same on the way, so every branch decides
 * the same again. A recognizeError node counts its tries and thus breaks the circle when "unknownAgain" leads out.
 */
export const endlessLoop: Rule = ({ source }) => {
  const { tree } = source;
  const done = new Set<string>();
  const problems: Problem[] = [];
  const visit = (id: string, trail: readonly string[]): void => {
    for (const way of automaticWays(tree, id)) {
      if (trail.includes(way.to)) {
        const circle = [...trail.slice(trail.indexOf(way.to)), way.to].join(' → ');
        const message = `The circle ${circle} is never left: none of its nodes waits for the person.`;
        const mend = 'Lead one of its ways to a node that waits, such as a prompt.';
        problems.push(makeProblem(source.file, source.at(way.path), 'endless-loop', message, mend));
      } else if (!done.has(way.to)) {
        visit(way.to, [...trail, way.to]);
      }
    }
    done.add(id);
  };
  for (const id of Object.keys(tree.nodes)) if (!done.has(id)) visit(id, [id]);
  return problems;
};

function automaticWays(tree: Tree, id: string): readonly WayOn[] {
  const node = findNode(tree, id);
  if (node === null) return [];
  if (node.kind === 'recognizeError') {
    return waysOn(tree, id, node).filter(
      ({ path }) => node.unknownAgain === undefined || !path.endsWith('/unknown'),
    );
  }
  // A probe waits for its result, but goes on at once when its slot is empty.
  if (node.kind === 'probeEndpoint')
    return waysOn(tree, id, node).filter(({ path }) => path.endsWith('/missing'));
  return waits(tree, node) ? [] : waysOn(tree, id, node);
}
