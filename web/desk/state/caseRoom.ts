import type { CaseView, Timeline, TimelineEntry, TimelineEvent } from '../../../src/handoff/desk/deskApi.js';

/** A case that the agent has opened, as far as it has come. */
export interface CaseRoom {
  readonly caseId: string;
  /** Null until the first news of it. */
  readonly view: CaseView | null;
  /** By seq, each once. */
  readonly entries: readonly TimelineEntry[];
  /** By n, each once. */
  readonly events: readonly TimelineEvent[];
  /** From where the server is to go on: what was never shown counts too. */
  readonly afterSeq: number;
  readonly afterEvent: number;
  /** Whether the timeline has come to its present end at least once. */
  readonly complete: boolean;
}

export function emptyRoom(caseId: string): CaseRoom {
  return { caseId, view: null, entries: [], events: [], afterSeq: 0, afterEvent: 0, complete: false };
}

/** A page of the timeline may come twice after a new connection, and an entry again when its delivery has changed. */
export function withTimeline(room: CaseRoom, timeline: Timeline): CaseRoom {
  return {
    ...room,
    entries: merged(room.entries, timeline.entries, ({ seq }) => seq),
    events: merged(room.events, timeline.events, ({ n }) => n),
    afterSeq: Math.max(room.afterSeq, timeline.afterSeq),
    afterEvent: Math.max(room.afterEvent, timeline.afterEvent),
    complete: room.complete || !timeline.more,
  };
}

/** Entries that the person never got; how far the room has come stays. */
export function withoutEntries(room: CaseRoom, seqs: readonly number[]): CaseRoom {
  const entries = room.entries.filter(({ seq }) => !seqs.includes(seq));
  return entries.length === room.entries.length ? room : { ...room, entries };
}

/** Answers may overtake each other: an older state of the case never replaces a newer one. */
export function withView(room: CaseRoom, view: CaseView): CaseRoom {
  return room.view !== null && view.version < room.view.version ? room : { ...room, view };
}

function merged<T>(known: readonly T[], told: readonly T[], key: (item: T) => number): readonly T[] {
  if (told.length === 0) return known;
  const byKey = new Map(known.map((item) => [key(item), item]));
  for (const item of told) byKey.set(key(item), item);
  return [...byKey.values()].sort((one, other) => key(one) - key(other));
}
