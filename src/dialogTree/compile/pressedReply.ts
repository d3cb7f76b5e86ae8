import type { DialogContext } from 'botbuilder-dialogs';
import { takeChoice } from '../nodes/asking.js';
import type { Reply } from '../nodes/nodeHandler.js';
import { findChoice, findNode } from '../tree.js';
import type { Press } from './press.js';
import { sameQuestion } from './sameQuestion.js';
import type { TreeDialog } from './treeDialog.js';
import { treeSetOf } from './treeSet.js';
import type { Visit } from './visit.js';

/** Where a pressed button leads, and the tree whose nodes that names; null when the button counts no more. */
export function pressedReply(
  dc: DialogContext,
  visit: Visit,
  press: Press,
): { readonly owner: TreeDialog; readonly reply: Reply } | null {
  const pressed = treeSetOf(dc).exactly(press.tree);
  const active = visit.version;
  const treeId = pressed?.tree.id ?? press.tree;
  const owner =
    treeId === active.treeId ? treeSetOf(dc).exactly(active.dialogId) : treeSetOf(dc).current(treeId);
  if (pressed === null || owner === null) return null;
  const node = findNode(owner.tree, press.node);
  const choice = findChoice(owner.tree, press.node, press.choice);
  if (choice === null || (node?.kind !== 'prompt' && node?.kind !== 'answer')) return null;
  if (!sameQuestion(pressed.treeVersion, owner.treeVersion, press.node, press.choice)) return null;
  return { owner, reply: takeChoice(visit, node, choice, { tree: owner.id, node: press.node }) };
}
