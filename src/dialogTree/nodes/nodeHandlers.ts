import type { NodeKind, TreeNode } from '../tree.js';
import { answer } from './answer.js';
import { branch } from './branch.js';
import { end } from './end.js';
import { goto } from './goto.js';
import { handoff } from './handoff.js';
import { message } from './message.js';
import type { NodeHandler } from './nodeHandler.js';
import { probeEndpoint } from './probeEndpoint.js';
import { prompt } from './prompt.js';
import { recognizeError } from './recognizeError.js';

const nodeHandlers = {
  message,
  prompt,
  recognizeError,
  probeEndpoint,
  branch,
  answer,
  goto,
  handoff,
  end,
} satisfies { readonly [K in NodeKind]: NodeHandler<K> };

/** The handler of a node's kind. The kinds agree, which the compiler cannot follow through the table. */
export function handlerOf(node: TreeNode): NodeHandler<NodeKind> {
  return nodeHandlers[node.kind] as NodeHandler<NodeKind>;
}
