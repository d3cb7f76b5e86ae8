import { suggest } from '../didYouMean.js';
import { makeProblem, type Problem } from '../problem.js';
import { isChoiceSetUse } from '../tree.js';
import type { Rule } from './rule.js';

/** Every shared list of choices that is used is there, and the other way round. */
export const choiceSets: Rule = ({ source }) => {
  const { tree, file } = source;
  const unused = new Set(Object.keys(tree.choiceSets ?? {}));
  const all = [...unused];
  const problems: Problem[] = [];
  for (const [id, node] of Object.entries(tree.nodes)) {
    if (!('choices' in node)) continue;
    (node.choices ?? []).forEach((entry, index) => {
      if (!isChoiceSetUse(entry)) return;
      unused.delete(entry.use);
      if (all.includes(entry.use)) return;
      const at = source.at(`nodes/${id}/choices/${index}/use`);
      const mend = suggest(entry.use, all, 'Add it to "choiceSets".');
      problems.push(
        makeProblem(file, at, 'unknown-choice-set', `There is no choice set "${entry.use}".`, mend),
      );
    });
  }
  for (const set of unused) {
    const at = source.keyAt(`choiceSets/${set}`);
    problems.push(
      makeProblem(file, at, 'unused-choice-set', `No node uses "${set}".`, 'Use it or take it out.'),
    );
  }
  return problems;
};
