import { holds } from '../compile/conditions.js';
import type { FindingsView } from '../dialogServices.js';
import type { NodeHandler } from './nodeHandler.js';

export const branch: NodeHandler<'branch'> = {
  async enter(visit, node) {
    let judged: FindingsView | null = null;
    const findings = () => {
      judged ??= visit.services.findings(visit.facts);
      return judged;
    };
    const taken = node.cases.find(({ when }) => holds(when, visit.facts, findings));
    return { to: 'node', node: taken?.goto ?? node.otherwise };
  },
};
