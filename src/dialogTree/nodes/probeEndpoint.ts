import { CodedError } from '../../base/codedError.js';
import { factAt } from '../compile/conditions.js';
import type { NodeHandler } from './nodeHandler.js';

/** The turn ends with the job stored; its result begins a turn of its own, and messages are served in between. */
export const probeEndpoint: NodeHandler<'probeEndpoint'> = {
  async enter(visit, node, id) {
    if (factAt(visit.facts, node.endpoint) === null) {
      if (node.missing !== undefined) return { to: 'node', node: node.missing };
      throw new CodedError(
        'tree-slot-missing',
        `The node "${id}" of the tree ${visit.version.dialogId} was entered without "${node.endpoint}".`,
        'Give the node a "missing" target, or lead to it only when the slot is filled.',
      );
    }
    await visit.say(node.text);
    visit.state.pendingJob = visit.services.startProbe(visit.facts, node.endpoint);
    return { to: 'wait' };
  },
  show: (visit, node) => visit.say(node.text),
  async receive(visit, node) {
    if (visit.activity.type === 'message') {
      await visit.say(node.waiting ?? node.text);
      return { to: 'stay' };
    }
    const job = visit.state.pendingJob;
    const result = job === null ? null : visit.services.takeProbeResult(job, visit.activity);
    if (result === null) return { to: 'ignored' };
    visit.state.pendingJob = null;
    visit.learn(result);
    return { to: 'node', node: node.next };
  },
};
