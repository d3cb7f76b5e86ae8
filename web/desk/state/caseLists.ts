import type { CaseListItem, DeskView } from '../../../src/handoff/desk/deskApi.js';

export const deskViews: readonly DeskView[] = ['waiting', 'mine', 'open', 'ended'];

/** A list of cases as far as it was loaded. */
export interface CaseList {
  readonly ids: readonly string[];
  /** Where the next page begins; null when there is none. */
  readonly before: string | null;
  readonly state: 'loading' | 'ready' | 'failed';
}

export const emptyList: CaseList = { ids: [], before: null, state: 'loading' };

export type CaseItems = Readonly<Record<string, CaseListItem>>;

/** Whether a view holds a case, for the agent of that id. */
export function belongs(item: CaseListItem, view: DeskView, agentId: string): boolean {
  switch (view) {
    case 'waiting':
      return isWaiting(item);
    case 'mine':
      return item.status === 'claimed' && item.agent?.id === agentId;
    case 'open':
      return isWaiting(item) || item.status === 'claimed';
    case 'ended':
      return !isWaiting(item) && item.status !== 'claimed';
  }
}

export function isWaiting({ status }: Pick<CaseListItem, 'status'>): boolean {
  return status === 'requested' || status === 'queued';
}

/** The cases of a view that are known; `agentId` is whose desk it is. */
export function casesOf(
  items: CaseItems,
  { ids }: CaseList,
  view: DeskView,
  agentId: string,
): CaseListItem[] {
  return ids.flatMap((id) => items[id] ?? []).filter((item) => belongs(item, view, agentId));
}

/** Who has waited longest comes first; what has ended goes by its end, newest first. */
export function shownCases(
  items: CaseItems,
  list: CaseList,
  view: DeskView,
  agentId: string,
): readonly CaseListItem[] {
  return casesOf(items, list, view, agentId).sort(view === 'ended' ? byEnd : byWaiting);
}

function byEnd(one: CaseListItem, other: CaseListItem): number {
  return (other.endedAt ?? '').localeCompare(one.endedAt ?? '');
}

/** Somebody without an answer stands before somebody who has one. */
function byWaiting(one: CaseListItem, other: CaseListItem): number {
  return (
    (waitingSince(one) ?? '9').localeCompare(waitingSince(other) ?? '9') ||
    one.openedAt.localeCompare(other.openedAt)
  );
}

/** Since when the person waits for a human or for their answer; null when they don't. */
export function waitingSince(item: CaseListItem): string | null {
  return isWaiting(item) ? item.queuedAt : item.unansweredSince;
}

/** The items with a newer state of one; what overtook it stays. */
export function withItem(items: CaseItems, item: CaseListItem): CaseItems {
  const known = items[item.caseId];
  return known !== undefined && known.version > item.version ? items : { ...items, [item.caseId]: item };
}

export function withId(list: CaseList, caseId: string): CaseList {
  return list.ids.includes(caseId) ? list : { ...list, ids: [...list.ids, caseId] };
}
