import type { JsonObject } from '../base/json.js';
import type { CaseChange, CaseRecord, CaseRow } from '../storage/caseStore.js';
import type { InboundEntry } from '../storage/storage.js';
import { applyEvent } from './case/applyEvent.js';
import type { CaseEvent } from './case/caseEvent.js';
import { type CaseState, isEnded } from './case/caseState.js';
import { nextDue } from './case/nextDue.js';

/** Where a case's conversation is reached: the caller of the turn that opened it, and its conversation reference. */
export type CaseReach = Pick<CaseRow, 'identity' | 'conversationReference'>;

export function caseState(record: CaseRecord): CaseState {
  return record.state as unknown as CaseState;
}

/** Of a change, a stored event or another that storage gave back. */
export function caseEvent(stored: JsonObject): CaseEvent {
  return stored as unknown as CaseEvent;
}

/** What storage is to write for these events of a case; `record` is null for a new one. Events must not be empty. */
export function caseChange(
  record: CaseRecord | null,
  events: readonly CaseEvent[],
  reach: CaseReach,
  entries: readonly InboundEntry[],
): CaseChange {
  const before = record === null ? null : caseState(record);
  const state = events.reduce<CaseState | null>(applyEvent, before);
  if (state === null) throw new Error('a change of a case needs an event');
  const claimed = events.find(({ type }) => type === 'claimed')?.at ?? null;
  return {
    seen: record?.version ?? 0,
    row: caseRow(state, record?.firstClaimedAt ?? claimed, reach),
    events: events as unknown as readonly JsonObject[],
    entries,
  };
}

function caseRow(
  state: CaseState,
  firstClaimedAt: string | null,
  { identity, conversationReference }: CaseReach,
): CaseRow {
  const { caseId, reference, conversation, person, status, openedAt, endedAt, standing, agent } = state;
  return {
    ...{ caseId, reference, conversation, person, status, openedAt, endedAt, firstClaimedAt },
    open: !isEnded(state),
    queue: standing.queue,
    hub: standing.hub,
    agentId: agent?.id ?? null,
    dueAt: nextDue(state)?.at ?? null,
    search: searchText(state),
    state: state as unknown as JsonObject,
    ...{ identity, conversationReference },
  };
}

const searched = 2_000;

/** What an agent would type to find it: its number, the person, the words of the error, the host. */
function searchText({ reference, request }: CaseState): string {
  const { errorText, endpointShown } = request.facts;
  const parts = [reference, request.personName, request.family, endpointShown, request.words, errorText];
  const text = parts.filter((part) => typeof part === 'string').join(' ');
  return text.slice(0, searched).toLowerCase();
}
