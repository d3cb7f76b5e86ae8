import { describe, enterTree, leaveHandoff, rerender } from '../../dialogTree/activeTree.js';
import { isAsking, showAsking } from '../handoff/asking.js';
import type { SupportTurn } from './supportTurn.js';

/** Shows again where the conversation stands; the menu where it stands nowhere. */
export async function showPlace(support: SupportTurn): Promise<void> {
  const { dc, memory } = support;
  if (isAsking(memory)) return showAsking(support);
  // What was asked there has been decided.
  if (describe(dc)?.kind === 'handoff' && (await leaveHandoff(dc))) return;
  if (dc.activeDialog === undefined) await enterTree(dc, 'root', { node: 'menu' });
  else await rerender(dc);
}
