import type { DeskAgent, DeskView, Me } from '../../../src/handoff/desk/deskApi.js';
import { type CaseItems, type CaseList, emptyList } from './caseLists.js';
import type { CaseRoom } from './caseRoom.js';
import type { OutgoingMessage } from './outbox.js';

/** Who is writing in a case, and until when that is to be believed (ms since 1970). */
export interface Typing {
  readonly from: 'person' | 'agent';
  readonly name: string | null;
  readonly until: number;
}

/** Something that the agent is told once. `key` is a text of the namespace `desk`. */
export interface Notice {
  readonly id: number;
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;
  readonly kind: 'success' | 'error' | 'warning';
}

/** Everything that the signed-in desk shows. Replaced as a whole with each change. */
export interface DeskState {
  readonly me: Me;
  readonly agents: readonly DeskAgent[];
  /** `connecting` at the start, `offline` when a connection was lost. */
  readonly line: 'connecting' | 'online' | 'offline';
  readonly view: DeskView;
  /** The words that the list is searched for; '' for none. */
  readonly words: string;
  readonly items: CaseItems;
  readonly lists: Readonly<Record<DeskView, CaseList>>;
  /** What was found for `words` in `view`. */
  readonly found: CaseList;
  readonly selected: string | null;
  readonly rooms: Readonly<Record<string, CaseRoom>>;
  readonly typing: Readonly<Record<string, Typing>>;
  readonly outgoing: readonly OutgoingMessage[];
  /** A command that is under way in the selected case, by its name; null when none is. */
  readonly busy: string | null;
  readonly notices: readonly Notice[];
}

export function beginningState(me: Me, outgoing: readonly OutgoingMessage[]): DeskState {
  return {
    me,
    agents: me.agents,
    line: 'connecting',
    view: 'waiting',
    words: '',
    items: {},
    lists: { waiting: emptyList, mine: emptyList, open: emptyList, ended: emptyList },
    found: emptyList,
    selected: null,
    rooms: {},
    typing: {},
    outgoing,
    busy: null,
    notices: [],
  };
}
