import { makeProblem } from '../problem.js';
import { choicesOf, dontKnowChoice, dontKnowTarget } from '../tree.js';
import type { Rule } from './rule.js';

/** "I don't know" is an answer to every question: a choice for it, or a way that the node or the tree names. */
export const noDontKnow: Rule = ({ source }) => {
  const { tree, file } = source;
  return Object.entries(tree.nodes).flatMap(([id, node]) => {
    // Where the tree's own way ends, the bot offers a human.
    if (node.kind !== 'prompt' || tree.dontKnow === id) return [];
    if (dontKnowChoice(choicesOf(tree, node)) !== null || dontKnowTarget(tree, id) !== null) return [];
    const message = `"I don't know" leads nowhere from "${id}".`;
    const mend = 'Add "dontKnow" to the tree or the node, or a choice "dont-know".';
    return [makeProblem(file, source.keyAt(`nodes/${id}`), 'no-dont-know', message, mend)];
  });
};
