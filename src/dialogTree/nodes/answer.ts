import type { Visit } from '../compile/visit.js';
import { type AnswerNode, waits } from '../tree.js';
import { receiveReply, retryReply } from './asking.js';
import type { NodeHandler } from './nodeHandler.js';

export const answer: NodeHandler<'answer'> = {
  async enter(visit, node, id) {
    await show(visit, node, id);
    if (waits(visit.version.tree, node) || node.next === undefined) return { to: 'wait' };
    return { to: 'node', node: node.next };
  },
  show,
  receive: async (visit, node, id) => receiveReply(visit, node, id),
  retry: retryReply,
};

async function show(visit: Visit, node: AnswerNode, id: string): Promise<void> {
  const { treeId, version: treeVersion } = visit.version;
  const reference = { treeId, treeVersion, nodeId: id, show: node.show, of: node.of ?? null };
  await visit.send(visit.services.renderAnswer(reference, visit.facts, visit.buttons(id, node)));
}
