import type { NodeHandler } from './nodeHandler.js';

export const goto: NodeHandler<'goto'> = {
  enter: async (_visit, node) => ({ to: 'tree', tree: node.tree, node: node.node ?? null, entry: 'start' }),
};
