import { makeProblem } from '../problem.js';
import { choicesOf } from '../tree.js';
import type { Rule } from './rule.js';

/** No node leaves the person without a way on. */
export const deadEnd: Rule = ({ source }) =>
  Object.entries(source.tree.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'prompt' && node.kind !== 'answer') return [];
    const takesText = node.expect !== undefined || (node.kind === 'prompt' && node.input === 'text');
    if (takesText || choicesOf(source.tree, node).length > 0) return [];
    if (node.kind === 'answer' && node.next !== undefined) return [];
    const message =
      node.kind === 'prompt' ? `"${id}" asks for a choice and offers none.` : `Nothing comes after "${id}".`;
    const mend = node.kind === 'prompt' ? 'Add "choices".' : 'Add "choices" or "next".';
    return [makeProblem(source.file, source.keyAt(`nodes/${id}`), 'dead-end', message, mend)];
  });
