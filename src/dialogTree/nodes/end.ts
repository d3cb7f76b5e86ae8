import type { NodeHandler } from './nodeHandler.js';

export const end: NodeHandler<'end'> = {
  async enter(visit, node) {
    if (node.text !== undefined) await visit.say(node.text);
    return { to: 'end' };
  },
};
