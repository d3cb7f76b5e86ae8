import { type Asking, type Choice, isChoiceSetUse, type Tree, type TreeNode } from '../tree.js';
import { qualifiedKey } from '../treeTexts.js';
import { conditionText } from './conditionText.js';
import type { DrawingWords } from './drawingWords.js';
import type { Way, WayTarget } from './treeGraph.js';

/** Every way on from a node: what is typed before what is pressed, else in the order of the file. */
export function nodeWays(tree: Tree, id: string, node: TreeNode, words: DrawingWords): readonly Way[] {
  const path = `nodes/${id}`;
  const way = (field: string, target: string | undefined, label: string): readonly Way[] =>
    target === undefined ? [] : [{ path: `${path}/${field}`, label, target: toNode(target) }];
  const label = words.label;
  switch (node.kind) {
    case 'message':
    case 'handoff':
      return way('next', node.next, label('ways.next'));
    case 'prompt':
    case 'answer':
      return [
        ...way('next', node.next, nextLabel(node, words)),
        ...choiceWays(tree, path, node, words),
        ...way('dontKnow', node.dontKnow, label('ways.dontKnow')),
      ];
    case 'probeEndpoint':
      return [
        ...way('next', node.next, label('ways.result')),
        ...way('missing', node.missing, label('conditions.unknown', { fact: node.endpoint })),
      ];
    case 'recognizeError':
      return [
        {
          path: `${path}/known`,
          label: label('ways.known'),
          target: elsewhere(label('ways.familyTree')),
        },
        ...way('several', node.several, label('ways.several')),
        ...way('unknown', node.unknown, label('ways.unknown')),
        ...way('unknownAgain', node.unknownAgain, label('ways.unknownAgain')),
      ];
    case 'branch':
      return [
        ...node.cases.flatMap(({ when, goto }, index) =>
          way(`cases/${index}/goto`, goto, conditionText(when, words)),
        ),
        ...way('otherwise', node.otherwise, label('ways.otherwise')),
      ];
    case 'goto':
      return [{ path: `${path}/tree`, label: '', target: toTree(node.tree, node.node) }];
    case 'end':
      return [];
  }
}

/** The ways of a shared list of choices. */
export function setWays(
  tree: Tree,
  set: string,
  choices: readonly Choice[],
  words: DrawingWords,
): readonly Way[] {
  return choices.map((choice, index) => choiceWay(tree, `choiceSets/${set}/${index}`, choice, null, words));
}

function choiceWays(tree: Tree, path: string, node: Asking, words: DrawingWords): readonly Way[] {
  return (node.choices ?? []).map((entry, index) => {
    const place = `${path}/choices/${index}`;
    if (!isChoiceSetUse(entry)) return choiceWay(tree, place, entry, node.next ?? null, words);
    return {
      path: `${place}/use`,
      label: '',
      target: { to: 'box', box: `set-${entry.use}`, name: entry.use },
    };
  });
}

function choiceWay(tree: Tree, path: string, choice: Choice, next: string | null, words: DrawingWords): Way {
  const title = words.text(qualifiedKey(choice.text, tree.id));
  const label =
    choice.when === undefined
      ? title
      : words.label('ways.choiceWhen', { title, condition: conditionText(choice.when, words) });
  const [field, target] = choiceTarget(choice, next, words);
  return { path: `${path}/${field}`, label, target };
}

function choiceTarget(
  choice: Choice,
  next: string | null,
  words: DrawingWords,
): readonly [field: string, WayTarget] {
  if (choice.goto !== undefined) return ['goto', toNode(choice.goto)];
  if (choice.tree !== undefined) return ['tree', toTree(choice.tree, choice.node)];
  if (choice.command !== undefined)
    return ['command', elsewhere(words.label('ways.command', { command: choice.command }))];
  // In a shared list it is the next node of whichever node uses the list.
  return ['next', next === null ? elsewhere(words.label('ways.nextOfNode')) : toNode(next)];
}

function nextLabel(node: Asking & { readonly kind: string }, words: DrawingWords): string {
  if (node.expect !== undefined) return words.label('ways.reads', { what: node.expect });
  return words.label(node.kind === 'prompt' ? 'ways.otherAnswer' : 'ways.next');
}

function toNode(id: string): WayTarget {
  return { to: 'box', box: `node-${id}`, name: id };
}

function toTree(tree: string, node: string | undefined): WayTarget {
  return { to: 'tree', tree, node: node ?? null };
}

function elsewhere(text: string): WayTarget {
  return { to: 'elsewhere', text };
}
