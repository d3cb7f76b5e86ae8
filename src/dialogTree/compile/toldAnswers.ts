import type { DialogContext } from 'botbuilder-dialogs';
import type { Facts } from '../dialogServices.js';
import { findChoice } from '../tree.js';
import { qualifiedKey } from '../treeTexts.js';
import { treeSetOf } from './treeSet.js';
import type { PastNode, Told, TreeState } from './treeState.js';
import type { Visit } from './visit.js';

/** Something the person told that still counts. */
export interface ToldAnswer {
  /** Dialog id, `tree@version`. */
  readonly tree: string;
  readonly node: string;
  readonly slots: readonly string[];
  /** The choice in the language of this turn; null for a text of the person's own. */
  readonly title: string | null;
}

/** What still counts of what the person told; facts that were taken back since are left away. */
export function toldAnswers(visit: Visit, dc: DialogContext): readonly ToldAnswer[] {
  const counting = (visit.state.told ?? []).filter(({ slots }) =>
    slots.some((slot) => (visit.facts[slot] ?? null) !== null),
  );
  return counting.map(({ tree, node, slots, choice }) => {
    const owner = treeSetOf(dc).nearest(tree);
    const chosen = owner === null || choice === null ? null : findChoice(owner.tree, node, choice);
    const title =
      owner === null || chosen === null
        ? null
        : visit.services.text(qualifiedKey(chosen.text, owner.tree.id), visit.facts, owner.id);
    return { tree, node, slots, title };
  });
}

/** Takes back an answer and what was told after it. Null when it was not told, or taken back already. */
export function takeBack(state: TreeState, tree: string, node: string): Told | null {
  const told = state.told ?? [];
  const place = told.findLastIndex((answer) => answer.tree === tree && answer.node === node);
  const answer = told[place];
  if (answer === undefined) return null;
  const emptied: Facts = {};
  for (const { slots } of told.slice(place)) for (const slot of slots) emptied[slot] = null;
  state.facts = { ...state.facts, ...emptied };
  state.told = told.slice(0, place);
  return answer;
}

/** The way to a node as it was before the node was reached. */
export function historyBefore(
  history: readonly PastNode[],
  { tree, node }: { readonly tree: string; readonly node: string },
): readonly PastNode[] {
  const place = history.findLastIndex((past) => past.tree === tree && past.node === node);
  return place < 0 ? history : history.slice(0, place);
}
