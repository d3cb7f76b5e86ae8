import type { EvidenceUse } from '../dialogServices.js';
import type { BranchNode, TreeNode } from '../tree.js';

/** What a node would take from the looks so far; null when it takes nothing. */
export function evidenceUse(node: TreeNode): EvidenceUse | null {
  switch (node.kind) {
    case 'branch':
      return node.on === 'findings' ? { findings: true } : { facts: askedSlots(node) };
    case 'answer':
      return { show: node.show, of: node.of ?? null };
    default:
      return null;
  }
}

function askedSlots({ cases }: BranchNode): readonly string[] {
  return cases.flatMap(({ when: { fact } }) => (fact === undefined ? [] : [fact.split('.')[0] ?? fact]));
}
