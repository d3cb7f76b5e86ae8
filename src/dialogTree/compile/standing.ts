import type { RenderedChoice } from '../dialogServices.js';
import type { TreeNode } from '../tree.js';
import type { Visit } from './visit.js';

/** A node that waits, as the person sees it. */
export interface Standing {
  /** The node's own words to "why do you ask?". */
  readonly why: string | null;
  /** Null at an answer, which asks nothing. */
  readonly question: string | null;
  readonly answer: { readonly show: string; readonly of: string | null } | null;
  readonly choices: readonly RenderedChoice[];
}

/** Null where nothing is shown that the person could answer, as while a look runs. */
export function standingAt(visit: Visit, node: TreeNode): Standing | null {
  if (visit.state.freshening || (node.kind !== 'prompt' && node.kind !== 'answer')) return null;
  return {
    why: node.why === undefined ? null : visit.text(node.why),
    question: node.kind === 'prompt' ? visit.text(node.text) : null,
    answer: node.kind === 'answer' ? { show: node.show, of: node.of ?? null } : null,
    choices: visit.buttons(visit.state.node, node),
  };
}
