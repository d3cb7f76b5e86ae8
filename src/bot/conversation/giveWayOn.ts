import { dontKnow, enterTree } from '../../dialogTree/activeTree.js';
import type { TreeOutcome } from '../../dialogTree/compile/treeOutcome.js';
import type { SupportTurn } from './supportTurn.js';

/** Takes "I don't know": the tree's own way on, else the offer of a human and what else there is. */
export async function giveWayOn({ dc }: SupportTurn): Promise<TreeOutcome> {
  const outcome = await dontKnow(dc);
  return outcome.outcome === 'unmatched' ? enterTree(dc, 'root', { node: 'dont-know' }) : outcome;
}
