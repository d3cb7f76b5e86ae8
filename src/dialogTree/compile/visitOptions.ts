import type { Facts } from '../dialogServices.js';
import type { Tree } from '../tree.js';
import type { PastNode, Told, TreeState } from './treeState.js';

/** How a visit to a tree begins; plain JSON. */
export interface VisitOptions {
  /** The tree's start when absent. */
  readonly node?: string;
  readonly facts?: Facts;
  readonly history?: readonly PastNode[];
  readonly told?: readonly Told[];
  /** Nodes entered in this turn before this tree, for the loop guard. */
  readonly steps?: number;
  /** Shows a node again that was left, instead of entering one. */
  readonly again?: PastNode;
}

export function beginningState(tree: Tree, options: VisitOptions): TreeState {
  return {
    node: options.again?.node ?? options.node ?? tree.start,
    facts: options.facts ?? {},
    history: options.history ?? [],
    told: options.told ?? [],
    shown: [],
    pendingJob: null,
    promptTries: 0,
    unknownTexts: 0,
    freshening: null,
  };
}
