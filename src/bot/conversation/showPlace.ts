import { enterTree, rerender } from '../../dialogTree/activeTree.js';
import type { SupportTurn } from './supportTurn.js';

/** Shows again where the conversation stands; the menu where it stands nowhere. */
export async function showPlace({ dc }: SupportTurn): Promise<void> {
  if (dc.activeDialog === undefined) await enterTree(dc, 'root', { node: 'menu' });
  else await rerender(dc);
}
