import type { StatePropertyAccessor } from 'botbuilder-core';
import { type DialogContext, DialogSet, type DialogState } from 'botbuilder-dialogs';
import { CodedError } from '../../base/codedError.js';
import type { TreeDialog } from './treeDialog.js';
import { treeIdOf } from './treeVersion.js';

/** The trees of one turn: the current version of each, and the older ones that this conversation is on. */
export class TreeSet extends DialogSet {
  readonly #current: ReadonlyMap<string, TreeDialog>;

  constructor(accessor: StatePropertyAccessor<DialogState>, current: ReadonlyMap<string, TreeDialog>) {
    super(accessor);
    this.#current = current;
    for (const dialog of current.values()) this.add(dialog);
  }

  /** The version with which a new visit begins. */
  current(treeId: string): TreeDialog | null {
    return this.#current.get(treeId) ?? null;
  }

  /** That very version when it is at hand in this turn. */
  exactly(dialogId: string): TreeDialog | null {
    // Nothing but trees is added to this set.
    return (this.find(dialogId) as TreeDialog | undefined) ?? null;
  }

  /** That very version when the conversation is on it, else the current one; null when there is no such tree. */
  nearest(dialogId: string): TreeDialog | null {
    return this.exactly(dialogId) ?? this.current(treeIdOf(dialogId));
  }
}

export function treeSetOf(dc: DialogContext): TreeSet {
  if (dc.dialogs instanceof TreeSet) return dc.dialogs;
  throw new CodedError(
    'not-a-tree-context',
    'A dialog tree was run in a dialog context of another set.',
    'Create the dialog context with TreeRegistry.open.',
  );
}
