import type { NodeHandler } from './nodeHandler.js';

export const message: NodeHandler<'message'> = {
  async enter(visit, node) {
    await visit.say(node.text);
    return { to: 'node', node: node.next };
  },
  show: (visit, node) => visit.say(node.text),
};
