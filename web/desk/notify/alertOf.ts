import type { CaseListItem, DeskNews } from '../../../src/handoff/desk/deskApi.js';
import { isWaiting } from '../state/caseLists.js';
import type { DeskState } from '../state/deskState.js';

export interface Alert {
  readonly caseId: string;
  /** `waiting`: somebody new waits. `message`: the person wrote. `transferred`: a colleague passed it on. `reminder`: no answer for long. */
  readonly key: 'waiting' | 'message' | 'transferred' | 'reminder';
  readonly values: { readonly name: string | null; readonly reference: string };
}

/** What of a piece of news the agent should look up for; null for nothing. */
export function alertOf(news: DeskNews, before: DeskState, after: DeskState): Alert | null {
  switch (news.type) {
    case 'case':
      return alertOfItem(news.item, before);
    case 'reminder':
      return alert('reminder', after.items[news.caseId]);
    case 'timeline': {
      const room = before.rooms[news.caseId];
      const item = after.items[news.caseId];
      const fresh = news.entries.some(({ seq, from }) => from === 'person' && seq > (room?.afterSeq ?? 0));
      return room?.complete === true && fresh && isMine(item, after) ? alert('message', item) : null;
    }
    default:
      return null;
  }
}

function alertOfItem(item: CaseListItem, before: DeskState): Alert | null {
  const known = before.items[item.caseId];
  if (isWaiting(item)) return known !== undefined && isWaiting(known) ? null : alert('waiting', item);
  if (!isMine(item, before)) return null;
  if (!isMine(known, before)) return before.busy === 'claim' ? null : alert('transferred', item);
  return item.unansweredSince !== null && known?.unansweredSince === null ? alert('message', item) : null;
}

function isMine(item: CaseListItem | undefined, { me }: DeskState): boolean {
  return item?.status === 'claimed' && item.agent?.id === me.agent.id;
}

function alert(key: Alert['key'], item: CaseListItem | undefined): Alert | null {
  if (item === undefined) return null;
  const { caseId, personName, reference } = item;
  return { caseId, key, values: { name: personName, reference } };
}
