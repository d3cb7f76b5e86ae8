import { type Choice, choicesOf, isChoiceSetUse, type Tree, type TreeNode } from '../tree.js';

/** A way from one node of a tree to another of the same tree. */
export interface WayOn {
  readonly to: string;
  /** Where the target is written, such as `nodes/judge/otherwise`. */
  readonly path: string;
}

/** Every target that a node names, by place; choices of shared sets are named where the set stands. */
export function waysOn(tree: Tree, id: string, node: TreeNode): readonly WayOn[] {
  const path = `nodes/${id}`;
  const fields: WayOn[] = Object.entries(targetFields(node)).flatMap(([field, to]) =>
    to === undefined ? [] : [{ to, path: `${path}/${field}` }],
  );
  if (node.kind === 'branch') {
    const cases = node.cases.map(({ goto }, index) => ({ to: goto, path: `${path}/cases/${index}/goto` }));
    return [...cases, ...fields];
  }
  if (node.kind !== 'prompt' && node.kind !== 'answer') return fields;
  const choices = (node.choices ?? []).flatMap((entry, index) => {
    if (!isChoiceSetUse(entry)) return choiceWays(entry, `${path}/choices/${index}`);
    const shared = tree.choiceSets?.[entry.use] ?? [];
    return shared.flatMap((choice, place) => choiceWays(choice, `choiceSets/${entry.use}/${place}`));
  });
  return [...fields, ...choices];
}

function targetFields(node: TreeNode): { readonly [field: string]: string | undefined } {
  switch (node.kind) {
    case 'message':
    case 'handoff':
      return { next: node.next };
    case 'prompt':
    case 'answer':
      return { next: node.next, dontKnow: node.dontKnow };
    case 'probeEndpoint':
      return { missing: node.missing, next: node.next };
    case 'recognizeError':
      return { unknown: node.unknown, unknownAgain: node.unknownAgain, several: node.several };
    case 'branch':
      return { otherwise: node.otherwise };
    case 'goto':
    case 'end':
      return {};
  }
}

function choiceWays(choice: Choice, path: string): readonly WayOn[] {
  return choice.goto === undefined ? [] : [{ to: choice.goto, path: `${path}/goto` }];
}

/** Where a visit can begin, apart from jumps by other trees. */
export function entries(tree: Tree): readonly WayOn[] {
  const { start, onError, onEndpoint, onReport, dontKnow } = tree;
  return Object.entries({ start, onError, onEndpoint, onReport, dontKnow }).flatMap(([path, to]) =>
    to === undefined ? [] : [{ to, path }],
  );
}

/** Where conversations go that stand at a node which is no more. */
export function movedTo(tree: Tree): readonly WayOn[] {
  return Object.entries(tree.moved ?? {}).map(([former, to]) => ({ to, path: `moved/${former}` }));
}

/** Nodes of this tree that others (or it itself) name by `tree` and `node`. */
export function namedByTrees(trees: readonly Tree[], treeId: string): readonly string[] {
  return trees.flatMap((tree) =>
    Object.values(tree.nodes).flatMap((node) => {
      const leads = node.kind === 'goto' ? [node] : choicesOf(tree, node);
      return leads.flatMap((lead) => (lead.tree === treeId && lead.node !== undefined ? [lead.node] : []));
    }),
  );
}
