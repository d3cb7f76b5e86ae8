/** A dialog tree as written in `dialogs/<id>.yaml`. Plain JSON; treeShape.ts holds the same in a form that can be checked. */
export interface Tree {
  readonly id: string;
  /** Error families this tree answers. */
  readonly families?: readonly string[];
  readonly sources?: readonly Source[];
  /** Its title, for lists and drawings. */
  readonly title?: TextKey;
  /** Who keeps it true: a role or a mail address. */
  readonly owner?: string;
  /** Day of its last review as a whole, YYYY-MM-DD. */
  readonly reviewed?: string;
  /** A draft is served in a preview only; published when absent. */
  readonly state?: 'draft' | 'published';
  /** Languages that its texts exist in; every shipped one when absent. */
  readonly languages?: readonly string[];
  /** Node where a fresh visit begins. */
  readonly start: string;
  /** Node entered when an error of these families is pasted, at any moment; `start` when absent. */
  readonly onError?: string;
  /** Node entered when the person gives an endpoint unasked. */
  readonly onEndpoint?: string;
  /** Node entered when the person pastes a report of the Router's computer. */
  readonly onReport?: string;
  /** Where "I don't know" leads from a node that names no way for it. */
  readonly dontKnow?: string;
  /** Former node id → the node that took its place, for conversations that stand there. */
  readonly moved?: { readonly [former: string]: string };
  readonly nodes: { readonly [id: string]: TreeNode };
  readonly choiceSets?: { readonly [id: string]: readonly Choice[] };
}

export interface Source {
  readonly title: string;
  readonly id?: string;
  readonly url?: string;
  /** Day of the last review, YYYY-MM-DD. */
  readonly reviewed: string;
}

/** Key in the locale files: `namespace:a.b`, or `a.b` in `locales/<locale>/trees/<tree id>.json`. */
export type TextKey = string;

export interface Choice {
  readonly id: string;
  readonly text: TextKey;
  /** Its text lists what people may type instead, separated by `|`. */
  readonly synonyms?: TextKey;
  /** Where it leads: a node, another tree (at `node` or its start), or an interruption that the bot carries out. */
  readonly goto?: string;
  readonly tree?: string;
  readonly node?: string;
  readonly command?: string;
  /** Facts set when it is chosen. */
  readonly set?: { readonly [slot: string]: Scalar };
  /** Offered only while this holds. */
  readonly when?: Condition;
}

export interface ChoiceSetUse {
  readonly use: string;
}

export type Scalar = string | number | boolean | null;

/** All the keys given must hold. */
export interface Condition {
  readonly verdict?: string | readonly string[];
  /** First-ranked blocking code; `none` when nothing blocks. */
  readonly primary?: string | readonly string[];
  readonly any?: readonly string[];
  readonly all?: readonly string[];
  /** A slot, or a path into it such as `endpoint.host`, tested by `equals`, `in` or `exists`. */
  readonly fact?: string;
  readonly equals?: Scalar;
  readonly in?: readonly Scalar[];
  readonly exists?: boolean;
}

/** What waits for a person: buttons, and free text read by `expect`. */
export interface Asking {
  readonly choices?: readonly (Choice | ChoiceSetUse)[];
  /** How free text is read into facts (`endpoint`, `routerReport` …). */
  readonly expect?: string;
  readonly retry?: TextKey;
  /** Said to "why do you ask?". */
  readonly why?: TextKey;
  /** Where "I don't know" leads; the tree's `dontKnow` when absent. */
  readonly dontKnow?: string;
  /** After free text that could be read, and after choices that lead nowhere by themselves. */
  readonly next?: string;
}

export interface MessageNode {
  readonly kind: 'message';
  readonly text: TextKey;
  readonly next: string;
}

export interface PromptNode extends Asking {
  readonly kind: 'prompt';
  readonly input: 'text' | 'choice' | 'confirm';
  readonly text: TextKey;
  /** Keeps the answer: the raw text, the choice's id, or true/false. */
  readonly slot?: string;
}

export interface RecognizeErrorNode {
  readonly kind: 'recognizeError';
  /** Slot that holds the text; the message just received when absent. */
  readonly from?: string;
  readonly unknown: string;
  /** From the second unknown text on; `unknown` when absent. */
  readonly unknownAgain?: string;
  /** When the text may be one of several errors, told by the facts; `unknown` when absent. */
  readonly several?: string;
}

export interface ProbeEndpointNode {
  readonly kind: 'probeEndpoint';
  readonly text: TextKey;
  /** Said to a message that comes before the result; `text` when absent. */
  readonly waiting?: TextKey;
  /** Slot of the endpoint. */
  readonly endpoint: string;
  /** Entered when the slot is empty. */
  readonly missing?: string;
  readonly next: string;
}

export interface BranchNode {
  readonly kind: 'branch';
  readonly on: 'findings' | 'facts';
  readonly cases: readonly { readonly when: Condition; readonly goto: string }[];
  readonly otherwise: string;
}

/** Waits when it has choices or `expect`; else it goes on to `next`. */
export interface AnswerNode extends Asking {
  readonly kind: 'answer';
  readonly show: string;
  readonly of?: string;
}

export interface GotoNode {
  readonly kind: 'goto';
  readonly tree: string;
  readonly node?: string;
}

/** The bot asks whether a human shall take over; the visit stands here until that is decided. */
export interface HandoffNode {
  readonly kind: 'handoff';
  readonly text?: TextKey;
  /** Where the visit goes on when the person has declined, and when the human is done; it ends when absent. */
  readonly next?: string;
}

export interface EndNode {
  readonly kind: 'end';
  readonly text?: TextKey;
}

export interface NodeKinds {
  readonly message: MessageNode;
  readonly prompt: PromptNode;
  readonly recognizeError: RecognizeErrorNode;
  readonly probeEndpoint: ProbeEndpointNode;
  readonly branch: BranchNode;
  readonly answer: AnswerNode;
  readonly goto: GotoNode;
  readonly handoff: HandoffNode;
  readonly end: EndNode;
}
export type NodeKind = keyof NodeKinds;
export type TreeNode = NodeKinds[NodeKind];

/** Own keys only, since ids also come from buttons that anyone can forge. */
export function findNode(tree: Tree, id: string): TreeNode | null {
  return Object.hasOwn(tree.nodes, id) ? (tree.nodes[id] ?? null) : null;
}

/** The node of that id, or the one that took its place; null when there is neither. */
export function currentNode(tree: Tree, id: string): string | null {
  if (findNode(tree, id) !== null) return id;
  const { moved = {} } = tree;
  const place = Object.hasOwn(moved, id) ? moved[id] : undefined;
  return place !== undefined && findNode(tree, place) !== null ? place : null;
}

export function isChoiceSetUse(entry: Choice | ChoiceSetUse): entry is ChoiceSetUse {
  return 'use' in entry;
}

/** A node's choices with the shared sets unfolded, in the order written. */
export function choicesOf(tree: Tree, node: TreeNode): readonly Choice[] {
  if (!('choices' in node)) return [];
  return (node.choices ?? []).flatMap((entry) => {
    if (!isChoiceSetUse(entry)) return [entry];
    return tree.choiceSets !== undefined && Object.hasOwn(tree.choiceSets, entry.use)
      ? (tree.choiceSets[entry.use] ?? [])
      : [];
  });
}

export function findChoice(tree: Tree, nodeId: string, choiceId: string): Choice | null {
  const node = findNode(tree, nodeId);
  if (node === null) return null;
  return choicesOf(tree, node).find((choice) => choice.id === choiceId) ?? null;
}

/** Ids of the choices that mean "I don't know" at their node. */
const dontKnowChoices: readonly string[] = ['dont-know', 'no-url'];

/** The first of a node's choices that says "I don't know"; null when it has none. */
export function dontKnowChoice(choices: readonly Choice[]): Choice | null {
  return choices.find(({ id }) => dontKnowChoices.includes(id)) ?? null;
}

/** Where "I don't know" leads from a node without such a choice; null where the tree has no way of its own. */
export function dontKnowTarget(tree: Tree, id: string): string | null {
  const node = findNode(tree, id);
  if (node?.kind !== 'prompt' && node?.kind !== 'answer') return null;
  const target = node.dontKnow ?? tree.dontKnow ?? null;
  return target === id ? null : target;
}

/** Whether the tree stops at this node until something comes in. */
export function waits(tree: Tree, node: TreeNode): boolean {
  if (node.kind === 'prompt' || node.kind === 'probeEndpoint' || node.kind === 'handoff') return true;
  return node.kind === 'answer' && (node.expect !== undefined || choicesOf(tree, node).length > 0);
}

export type TreeEntry = 'start' | 'onError' | 'onEndpoint' | 'onReport';

/** The node of a tree's own field; its start when the field is absent. */
export function entryNode(tree: Tree, entry: TreeEntry): string {
  return tree[entry] ?? tree.start;
}
