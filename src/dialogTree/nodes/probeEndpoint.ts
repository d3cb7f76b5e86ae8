import { CodedError } from '../../base/codedError.js';
import { factAt } from '../compile/conditions.js';
import type { Visit } from '../compile/visit.js';
import type { NodeKinds } from '../tree.js';
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
    await look(visit, node);
    return { to: 'wait' };
  },
  async show(visit, node) {
    if (visit.state.pendingJob !== null) await visit.say(node.text);
  },
  async receive(visit, node) {
    if (visit.activity.type === 'message') {
      // Refused before: what the person says next asks again.
      if (visit.state.pendingJob === null) {
        await look(visit, node);
        return { to: 'stay' };
      }
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

async function look(visit: Visit, node: NodeKinds['probeEndpoint']): Promise<void> {
  const started = visit.services.startProbe(visit.facts, node.endpoint);
  visit.state.pendingJob = started.ok ? started.jobId : null;
  await visit.say(started.ok ? node.text : started.text);
}
