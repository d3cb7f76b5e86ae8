import type { CaseListItem, CaseView, DeskNews } from '../../../src/handoff/desk/deskApi.js';
import { belongs, deskViews, withId, withItem } from './caseLists.js';
import { type CaseRoom, withoutEntries, withTimeline, withView } from './caseRoom.js';
import type { DeskState } from './deskState.js';

const typingMs = 6_000;

/** What the desk knows after a piece of news; `now` is in ms since 1970. */
export function afterNews(state: DeskState, news: DeskNews, now: number): DeskState {
  switch (news.type) {
    case 'case':
      return afterItem(state, news.item);
    case 'gone':
      return withoutCase(state, news.caseId);
    case 'timeline': {
      const viewed = afterView(state, news.view);
      const told = changeRoom(viewed, news.caseId, (room) => withTimeline(room, news));
      return news.entries.some(({ from }) => from === 'person') ? notTyping(told, news.caseId) : told;
    }
    case 'withheld':
      return changeRoom(state, news.caseId, (room) => withoutEntries(room, news.seqs));
    case 'typing': {
      const { from, name } = news;
      return { ...state, typing: { ...state.typing, [news.caseId]: { from, name, until: now + typingMs } } };
    }
    case 'agents':
      return { ...state, agents: news.agents };
    default:
      return state;
  }
}

/** A case as the server answers a command, which may come before or after the news of it. */
export function afterView(state: DeskState, view: CaseView): DeskState {
  return afterItem(
    changeRoom(state, view.caseId, (room) => withView(room, view)),
    itemOf(view),
  );
}

export function withoutCase(state: DeskState, caseId: string): DeskState {
  const { [caseId]: _room, ...rooms } = state.rooms;
  const { [caseId]: _item, ...items } = state.items;
  return { ...state, rooms, items };
}

function afterItem(state: DeskState, item: CaseListItem): DeskState {
  const lists = { ...state.lists };
  for (const view of deskViews)
    if (belongs(item, view, state.me.agent.id)) lists[view] = withId(lists[view], item.caseId);
  const listed = { ...state, lists, items: withItem(state.items, item) };
  return changeRoom(listed, item.caseId, (room) =>
    room.view !== null && item.version > room.view.version ? withView(room, { ...room.view, ...item }) : room,
  );
}

function changeRoom(state: DeskState, caseId: string, change: (room: CaseRoom) => CaseRoom): DeskState {
  const room = state.rooms[caseId];
  if (room === undefined) return state;
  const changed = change(room);
  return changed === room ? state : { ...state, rooms: { ...state.rooms, [caseId]: changed } };
}

function notTyping(state: DeskState, caseId: string): DeskState {
  const { [caseId]: _, ...typing } = state.typing;
  return { ...state, typing };
}

function itemOf(view: CaseView): CaseListItem {
  const { holding: _h, reason: _r, person: _p, cause: _c, mailAddress: _m, ...rest } = view;
  const { words: _w, summary: _s, cursors: _k, ...item } = rest;
  return item;
}
