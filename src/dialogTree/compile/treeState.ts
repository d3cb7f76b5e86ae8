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
  told?: string | null;
}

/** A node that waited, with what was shown on the way to it. */
export interface PastNode {
  /** Dialog id, `tree@version`. */
  readonly tree: string;
  readonly node: string;
  readonly shown: readonly string[];
}

const maxHistory = 50;

export function remember(history: readonly PastNode[], past: PastNode): readonly PastNode[] {
  return [...history, past].slice(-maxHistory);
}
