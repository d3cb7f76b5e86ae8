import { makeProblem, type Problem } from '../problem.js';
import { type Choice, isChoiceSetUse, type TreeNode } from '../tree.js';
import type { Rule, RuleContext } from './rule.js';

/** An answer that was asked for leads somewhere. */
export const missingTarget: Rule = (context) =>
  Object.entries(context.source.tree.nodes).flatMap(([id, node]) => {
    if ((node.kind !== 'prompt' && node.kind !== 'answer') || node.next !== undefined) return [];
    return [...freeText(context, id, node), ...choices(context, id, node)];
  });

function freeText({ source }: RuleContext, id: string, node: TreeNode): readonly Problem[] {
  const isText =
    (node.kind === 'prompt' && node.input === 'text') || ('expect' in node && node.expect !== undefined);
  if (!isText) return [];
  const message = `The text that "${id}" asks for leads nowhere.`;
  return [makeProblem(source.file, source.keyAt(`nodes/${id}`), 'missing-target', message, 'Add "next".')];
}

function choices({ source }: RuleContext, id: string, node: TreeNode): readonly Problem[] {
  if (!('choices' in node)) return [];
  return (node.choices ?? []).flatMap((entry, index) => {
    const written = `nodes/${id}/choices/${index}`;
    const offered = isChoiceSetUse(entry) ? (source.tree.choiceSets?.[entry.use] ?? []) : [entry];
    return offered.filter(leadsNowhere).map((choice) => {
      const message = `The choice "${choice.id}" leads nowhere, and "${id}" has no "next".`;
      const mend = 'Add goto, tree or command to the choice, or "next" to the node.';
      return makeProblem(source.file, source.at(written), 'missing-target', message, mend);
    });
  });
}

function leadsNowhere(choice: Choice): boolean {
  return choice.goto === undefined && choice.tree === undefined && choice.command === undefined;
}
