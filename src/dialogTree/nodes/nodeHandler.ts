import type { Visit } from '../compile/visit.js';
import type { NodeKind, NodeKinds, TreeEntry } from '../tree.js';

/** Where a visit goes after a node. */
export type Step =
  | { readonly to: 'node'; readonly node: string }
  | ({ readonly to: 'tree' } & TreeWay)
  | { readonly to: 'wait' }
  | { readonly to: 'end' };

/** A way into another tree. `node` wins over `entry`, which names the tree's own field. */
export interface TreeWay {
  readonly tree: string;
  readonly node: string | null;
  readonly entry: TreeEntry;
}

/** What a waiting node makes of an activity. */
export type Reply =
  | Step
  | { readonly to: 'command'; readonly command: string }
  /** Something was said; the node goes on waiting. */
  | { readonly to: 'stay' }
  /** A message that this node can't use. */
  | { readonly to: 'unmatched' }
  /** Not a message and not for this node, such as the result of a probe that nobody waits for any more. */
  | { readonly to: 'ignored' };

/** One kind of node. `id` is the node's own id in the tree of the visit. */
export interface NodeHandler<K extends NodeKind> {
  enter(visit: Visit, node: NodeKinds[K], id: string): Promise<Step>;
  /** Says again what was said on entering, and does nothing else. */
  show?(visit: Visit, node: NodeKinds[K], id: string): Promise<void>;
  /** For kinds that wait. */
  receive?(visit: Visit, node: NodeKinds[K], id: string): Promise<Reply>;
  /** Says what is wrong with the message just received; false when the node has no words for it. */
  retry?(visit: Visit, node: NodeKinds[K], id: string): Promise<boolean>;
}
