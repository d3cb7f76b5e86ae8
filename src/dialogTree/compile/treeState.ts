import type { Facts } from '../dialogServices.js';

/** What a dialog instance keeps between turns. Nothing but JSON. */
export interface TreeState {
  /** The node that waits. */
  node: string;
  facts: Facts;
  /** Where `back` leads, the latest last. */
  history: readonly PastNode[];
  /** Messages and answers shown on the way to `node`; a change of language shows them again. */
  shown: readonly string[];
  pendingJob: string | null;
  /** How often this node's answer could not be read. */
  promptTries: number;
  /** How many texts in this visit were no known error. */
  unknownTexts: number;
  /** What the person was told about the language that they are shown this tree in; absent when it is their own. */
  languageTold?: string | null;
  /** What the person told, the latest last. Absent in states that an earlier release stored. */
  told?: readonly Told[];
  /** The node is shown when a new look has brought its evidence up to date; absent or null: it has been shown. */
  freshening?: Freshening | null;
}

/** An answer that filled slots, so that it can be asked for again. */
export interface Told extends PastNode {
  /** Id of the choice; null for a text of the person's own. */
  readonly choice: string | null;
  readonly slots: readonly string[];
}

export interface Freshening {
  /** Whether the node is still to be entered, or has been before and is shown again. */
  readonly then: 'enter' | 'show';
  /** Key of what is said to a message that comes before the result. */
  readonly waiting: string;
}

/** A node that waited, with what was shown on the way to it. */
export interface PastNode {
  /** Dialog id, `tree@version`. */
  readonly tree: string;
  readonly node: string;
  readonly shown: readonly string[];
}

const maxHistory = 50;
const maxTold = 20;

export function remember(history: readonly PastNode[], past: PastNode): readonly PastNode[] {
  return [...history, past].slice(-maxHistory);
}

/** An answer takes the place of those that told nothing but what it tells too. */
export function rememberTold(told: readonly Told[], answer: Told): readonly Told[] {
  const kept = told.filter(({ slots }) => !slots.every((slot) => answer.slots.includes(slot)));
  return [...kept, answer].slice(-maxTold);
}

/** Without its latest entry when that is this very node. */
export function withoutLast(history: readonly PastNode[], tree: string, node: string): readonly PastNode[] {
  const last = history.at(-1);
  return last?.tree === tree && last.node === node ? history.slice(0, -1) : history;
}
