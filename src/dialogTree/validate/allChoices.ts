import { type Choice, isChoiceSetUse, type Tree } from '../tree.js';

/** Every choice written in a tree, once, with its place such as `nodes/ask/choices/0`. */
export function allChoices(tree: Tree): readonly { readonly path: string; readonly choice: Choice }[] {
  const own = Object.entries(tree.nodes).flatMap(([id, node]) =>
    'choices' in node
      ? (node.choices ?? []).flatMap((entry, index) =>
          isChoiceSetUse(entry) ? [] : [{ path: `nodes/${id}/choices/${index}`, choice: entry }],
        )
      : [],
  );
  const shared = Object.entries(tree.choiceSets ?? {}).flatMap(([set, choices]) =>
    choices.map((choice, index) => ({ path: `choiceSets/${set}/${index}`, choice })),
  );
  return [...own, ...shared];
}
