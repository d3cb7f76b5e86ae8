import { makeProblem } from '../problem.js';
import { choicesOf } from '../tree.js';
import type { Rule } from './rule.js';

/** A confirm prompt offers "yes" and "no" and nothing else, since its slot keeps true or false. */
export const confirmChoices: Rule = ({ source }) =>
  Object.entries(source.tree.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'prompt' || node.input !== 'confirm') return [];
    const ids = choicesOf(source.tree, node).map((choice) => choice.id);
    if (ids.length === 0 || ids.toSorted().join() === 'no,yes') return [];
    const message = `The confirm prompt "${id}" offers ${ids.join(', ')}.`;
    const mend = 'Offer the choices "yes" and "no", or make it an input of the kind "choice".';
    return [makeProblem(source.file, source.at(`nodes/${id}/choices`), 'confirm-choices', message, mend)];
  });
