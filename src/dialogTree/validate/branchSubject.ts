import { makeProblem } from '../problem.js';
import type { Rule } from './rule.js';

/** A branch on facts alone asks for no findings: where it stands, nothing may have been judged yet. */
export const branchSubject: Rule = ({ source }) =>
  Object.entries(source.tree.nodes).flatMap(([id, node]) => {
    if (node.kind !== 'branch' || node.on !== 'facts') return [];
    return node.cases.flatMap(({ when }, index) => {
      const asked = (['verdict', 'primary', 'any', 'all'] as const).find(
        (field) => when[field] !== undefined,
      );
      if (asked === undefined) return [];
      const at = source.keyAt(`nodes/${id}/cases/${index}/when/${asked}`);
      const message = `"${asked}" asks for findings, but "${id}" branches on facts.`;
      return [makeProblem(source.file, at, 'branch-subject', message, 'Write "on: findings".')];
    });
  });
