import { expect } from '@jest/globals';
import { applyEvent } from '../../src/handoff/case/applyEvent.js';
import type { CaseEvent } from '../../src/handoff/case/caseEvent.js';
import type { CaseState } from '../../src/handoff/case/caseState.js';
import { caseEvent, caseState } from '../../src/handoff/caseRow.js';
import { isTold } from '../../src/handoff/handoffEvent.js';
import type { LogEntry, Storage } from '../../src/storage/storage.js';
import { conversation, type Promised } from './modelRun.js';

interface Happened {
  readonly caseId: string;
  /** Behind this entry of the log. */
  readonly seq: number;
  readonly event: CaseEvent;
}

/** Everything that happened to the conversation's cases, in order. Fails when an event could not follow. */
async function happenedIn(storage: Storage): Promise<readonly Happened[]> {
  const records = [...(await storage.cases.list({ limit: 999 }))].reverse();
  const all: Happened[] = [];
  for (const record of records) {
    let state: CaseState | null = null;
    for (const { seq, event: stored } of await storage.cases.events(record.caseId, 0, 9_999)) {
      const event = caseEvent(stored);
      all.push({ caseId: record.caseId, seq, event });
      state = applyEvent(state, event);
    }
    expect(state).toEqual(caseState(record));
  }
  return all;
}

/** No message lost, doubled or out of order, nobody talked over: read from what is stored, not from what anybody believes. */
export async function checkStory(storage: Storage, promised: Promised): Promise<void> {
  const log = await storage.readLog(conversation, 0, 99_999);
  const happened = await happenedIn(storage);
  const inbound = log.filter(({ direction }) => direction === 'in');
  expect(inbound.map(({ activity }) => activity['id'])).toEqual(promised.said);

  const out = log
    .filter(({ direction }) => direction === 'out')
    .map((entry) => ({ ...entry, mark: markOf(entry) }));
  const of = (kind: string) =>
    out.flatMap(({ mark }) => (mark.startsWith(`${kind} `) ? [mark.slice(kind.length + 1)] : []));

  const events = happened.map(({ event }) => event);
  const spoke = events.flatMap((event) => (event.type === 'agent-spoke' ? [event.messageId] : []));
  expect(of('agent')).toEqual(spoke);
  expect([...spoke].sort()).toEqual([...promised.spoken].sort());
  expect(promised.refused.filter((messageId) => spoke.includes(messageId))).toEqual([]);

  const notices = events.filter((event) => isTold(event) && event.type !== 'agent-spoke');
  expect(of('notice')).toEqual(notices.map(({ type }) => type));

  // What the bot would have said over a human's head is the human's to know.
  const kept = events.flatMap((event) =>
    event.type === 'bot-noted' ? [event.text.slice('bot '.length)] : [],
  );
  expect([...of('bot'), ...kept].sort()).toEqual([...promised.said].sort());
  expect(isInOrder(of('bot'), promised.said)).toBe(true);
  expect(isInOrder(kept, promised.said)).toBe(true);

  for (const { seq, mark } of out.filter((entry) => entry.mark.startsWith('bot')))
    expect({ mark, held: isHeldBefore(happened, seq) }).toEqual({ mark, held: false });
}

function markOf({ activity }: LogEntry): string {
  return String(activity['text']);
}

/** Whether a human had the conversation when the entry was written. */
function isHeldBefore(happened: readonly Happened[], seq: number): boolean {
  const states = new Map<string, CaseState | null>();
  for (const { caseId, seq: behind, event } of happened)
    if (behind < seq) states.set(caseId, applyEvent(states.get(caseId) ?? null, event));
  return [...states.values()].some((state) => state?.agent);
}

function isInOrder(some: readonly string[], all: readonly string[]): boolean {
  const places = some.map((one) => all.indexOf(one));
  return places.every((place, at) => place >= 0 && place > (places[at - 1] ?? -1));
}
