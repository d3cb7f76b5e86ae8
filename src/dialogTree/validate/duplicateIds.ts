import { makeProblem, type Problem } from '../problem.js';
import { isChoiceSetUse } from '../tree.js';
import type { Rule, RuleContext } from './rule.js';

/** Choice ids are unique in their node, tree ids and answered families among all trees. */
export const duplicateIds: Rule = (context) => [
  ...treeIds(context),
  ...families(context),
  ...choiceIds(context),
];

function treeIds({ source, sources }: RuleContext): readonly Problem[] {
  const first = sources.find(({ tree }) => tree.id === source.tree.id);
  if (first === undefined || first === source) return [];
  const message = `The tree "${source.tree.id}" is also in ${first.file}.`;
  return [
    makeProblem(source.file, source.at('id'), 'duplicate-id', message, 'Give each tree an id of its own.'),
  ];
}

function families({ source, sources }: RuleContext): readonly Problem[] {
  return (source.tree.families ?? []).flatMap((family, index) => {
    const answering = sources
      .slice(0, sources.indexOf(source))
      .find(({ tree }) => tree.families?.includes(family));
    const twiceHere = source.tree.families?.indexOf(family) !== index;
    if (answering === undefined && !twiceHere) return [];
    const message = `The family "${family}" is already answered in ${(answering ?? source).file}.`;
    const at = source.at(`families/${index}`);
    return [makeProblem(source.file, at, 'duplicate-family', message, 'Name each family once, in one tree.')];
  });
}

function choiceIds({ source }: RuleContext): readonly Problem[] {
  const { tree, file } = source;
  return Object.entries(tree.nodes).flatMap(([id, node]) => {
    if (!('choices' in node)) return [];
    const seen = new Set<string>();
    return (node.choices ?? []).flatMap((entry, index) => {
      const offered = isChoiceSetUse(entry) ? (tree.choiceSets?.[entry.use] ?? []) : [entry];
      return offered.flatMap((choice) => {
        if (!seen.has(choice.id)) {
          seen.add(choice.id);
          return [];
        }
        const at = source.at(`nodes/${id}/choices/${index}`);
        const message = `"${id}" offers two choices "${choice.id}".`;
        return [makeProblem(file, at, 'duplicate-id', message, 'Rename one of the two.')];
      });
    });
  });
}
