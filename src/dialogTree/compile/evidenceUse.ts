import type { EvidenceUse } from '../dialogServices.js';
import type { TreeNode } from '../tree.js';

/** What a node would take from the looks so far; null when it takes nothing. */
export function evidenceUse(node: TreeNode): EvidenceUse | null {
  if (node.kind === 'branch') return node.on === 'findings' ? 'findings' : null;
  return node.kind === 'answer' ? { show: node.show, of: node.of ?? null } : null;
}
