import { makeProblem } from '../problem.js';
import type { Rule } from './rule.js';

/** A prompt that asks for text has something that takes it. */
export const unreadText: Rule = ({ source }) =>
  Object.entries(source.tree.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'prompt' || node.input !== 'text') return [];
    if (node.expect !== undefined || node.slot !== undefined) return [];
    const message = `"${id}" asks for text that nothing reads.`;
    const mend = 'Add "expect", or "slot" to keep the text as it is.';
    return [makeProblem(source.file, source.keyAt(`nodes/${id}`), 'unread-text', message, mend)];
  });
