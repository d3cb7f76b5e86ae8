/** What became of a turn in a tree; the result of every DialogTurnResult that a tree gives. */
export type TreeOutcome =
  /** The tree has said what there was to say. */
  | { readonly outcome: 'handled' }
  /** The tree can't use this message here; nothing was said. `retry` says the node's own words about it. */
  | { readonly outcome: 'unmatched' }
  /** The choice asks for something that the bot does; the conversation stays where it is. */
  | { readonly outcome: 'command'; readonly command: string }
  /** A button of a tree or choice that is no more; nothing was said. */
  | { readonly outcome: 'outdated' }
  /** Not for the tree, such as the result of a probe that was given up. Nothing is to be said. */
  | { readonly outcome: 'ignored' };

export const handled: TreeOutcome = { outcome: 'handled' };
