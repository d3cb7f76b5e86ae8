import { suggest } from '../didYouMean.js';
import { makeProblem } from '../problem.js';
import type { Rule } from './rule.js';

/** What an answer node shows is there. */
export const unknownAnswer: Rule = ({ source, known }) =>
  Object.entries(source.tree.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'answer') return [];
    const path = `nodes/${id}`;
    const ids = Object.hasOwn(known.shows, node.show) ? known.shows[node.show] : undefined;
    if (ids === undefined) {
      const mend = suggest(node.show, Object.keys(known.shows), 'Show something that there is.');
      const message = `"${node.show}" is nothing that can be shown.`;
      return [makeProblem(source.file, source.at(`${path}/show`), 'unknown-show', message, mend)];
    }
    if (node.of === undefined) {
      if (ids.length === 0) return [];
      const message = `"${id}" doesn't say which ${node.show} it shows.`;
      const mend = `Add "of" with the id of a ${node.show}.`;
      return [makeProblem(source.file, source.keyAt(path), 'unknown-answer', message, mend)];
    }
    if (ids.includes(node.of)) return [];
    const message =
      ids.length === 0 ? `"${node.show}" takes no "of".` : `There is no ${node.show} "${node.of}".`;
    const mend = ids.length === 0 ? 'Take "of" out.' : suggest(node.of, ids, 'Name one that there is.');
    return [makeProblem(source.file, source.at(`${path}/of`), 'unknown-answer', message, mend)];
  });
