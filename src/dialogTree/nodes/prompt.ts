import { receiveReply, retryReply } from './asking.js';
import type { NodeHandler } from './nodeHandler.js';

export const prompt: NodeHandler<'prompt'> = {
  async enter(visit, node, id) {
    await visit.ask(node.text, id, node);
    return { to: 'wait' };
  },
  show: (visit, node, id) => visit.ask(node.text, id, node),
  receive: async (visit, node, id) => receiveReply(visit, node, id),
  retry: retryReply,
};
