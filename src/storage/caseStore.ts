import type { JsonObject } from '../base/json.js';
import type { Accepted, ConversationKey, InboundEntry, TurnIdentity } from './storage.js';

/** A handoff case: its state as JSON, and the parts of it by which it is found. */
export interface CaseRow {
  readonly caseId: string;
  readonly reference: string;
  readonly conversation: ConversationKey;
  readonly person: string;
  readonly status: string;
  /** At most one case of a conversation is open. */
  readonly open: boolean;
  readonly queue: string;
  readonly hub: string;
  readonly agentId: string | null;
  readonly openedAt: string;
  /** When it was claimed for the first time. */
  readonly firstClaimedAt: string | null;
  readonly endedAt: string | null;
  /** When time alone next changes it. */
  readonly dueAt: string | null;
  /** Lower-case words by which it is searched. */
  readonly search: string;
  readonly state: JsonObject;
  /** Who spoke when it was opened, and where: what is told to the person is built from these. */
  readonly identity: TurnIdentity;
  /** A Bot Framework conversation reference. */
  readonly conversationReference: JsonObject;
}

export interface CaseRecord extends CaseRow {
  /** The number of its events. */
  readonly version: number;
}

export interface StoredCaseEvent {
  readonly n: number;
  /** The last entry of the conversation's log when the event was stored: it happened after that one. */
  readonly seq: number;
  readonly at: string;
  readonly event: JsonObject;
}

/** The events that a decision made of the case's version, with what they make of it. */
export interface CaseChange {
  /** The version that the decision saw; 0 for a case that is to be opened. */
  readonly seen: number;
  readonly row: CaseRow;
  /** In order; the first is event `seen + 1`. Each holds its instant as `at`. */
  readonly events: readonly JsonObject[];
  /** Internal entries that tell the conversation, queued with the change. */
  readonly entries: readonly InboundEntry[];
}

export type CaseChanged =
  | { readonly outcome: 'changed'; readonly accepted: readonly Accepted[] }
  /** Another change was stored first, or the conversation has another open case: read, decide and try again. */
  | { readonly outcome: 'conflict' };

export interface CaseQuery {
  readonly open?: boolean;
  readonly queue?: string;
  readonly agentId?: string;
  /** Whether an agent has it. */
  readonly claimed?: boolean;
  readonly person?: string;
  readonly conversation?: ConversationKey;
  /** In capitals or not. */
  readonly reference?: string;
  /** Words, each of which must be in the case's search text. */
  readonly words?: readonly string[];
  /** Only cases that stand behind this one in the list, for the next page. */
  readonly before?: Pick<CaseRow, 'openedAt' | 'caseId'>;
  readonly limit: number;
}

/** The conversation's open case as a turn saw it when it began. */
export interface SeenCase {
  readonly caseId: string;
  readonly version: number;
}

/** The name of the cursor that counts the events (their `n`) which a hub was told; the hub's own name counts log entries. */
export function eventCursor(hub: string): string {
  return `${hub} events`;
}

/** Handoff cases. Every method is one transaction. */
export interface CaseStore {
  /** Rejects when an entry's dedupeKey is known: no other change may have brought it. */
  change(change: CaseChange): Promise<CaseChanged>;
  read(caseId: string): Promise<CaseRecord | null>;
  /** The conversation's open case. */
  openOf(conversation: ConversationKey): Promise<CaseRecord | null>;
  /** The conversation's open case, else its newest. */
  latestOf(conversation: ConversationKey): Promise<CaseRecord | null>;
  /** Newest first. */
  list(query: CaseQuery): Promise<readonly CaseRecord[]>;
  /** Events after `afterN`, oldest first. */
  events(caseId: string, afterN: number, limit: number): Promise<readonly StoredCaseEvent[]>;
  /**
   * Cases that this hub may not have been told all of, oldest first: open ones of its queues, and those of whose events its
   * event cursor (eventCursor) has not seen the last, unless they ended before `endedAfter`.
   */
  behind(hub: string, endedAfter: string, limit: number): Promise<readonly CaseRecord[]>;
  /** Where a hub keeps its talk about a case: a thread, a ticket. The first one given stays; without the case, nothing. */
  keepThread(hub: string, caseId: string, thread: string): Promise<void>;
  threadOf(hub: string, caseId: string): Promise<string | null>;
  caseOfThread(hub: string, thread: string): Promise<string | null>;
  /**
   * Cases with events that this cursor, which counts events by their `n`, has not come to; oldest first. Those that ended
   * before `endedAfter` are left out.
   */
  lagging(cursor: string, endedAfter: string, limit: number): Promise<readonly CaseRecord[]>;
  /** Open cases whose `dueAt` has come, oldest first. */
  due(now: string, limit: number): Promise<readonly CaseRecord[]>;
  /** The earliest `dueAt` of the open cases, come or not; null when none has one. */
  earliestDue(): Promise<string | null>;
  /** Ids of the agents who have an open case of this hub. */
  holders(hub: string): Promise<readonly string[]>;
  /**
   * How long the latest `limit` cases of a queue that were claimed since `since` waited for their first claim, in ms, newest
   * first. Those that came while the queue was closed are left out.
   */
  waits(queue: string, since: string, limit: number): Promise<readonly number[]>;
  /** How many cases wait in a queue that came into it before this instant. */
  waitingBefore(queue: string, queuedAt: string): Promise<number>;
  /** The case that has waited in this queue for longest. */
  firstWaiting(queue: string): Promise<CaseRecord | null>;
  /** How far in the conversation's log somebody has come (`person`, `agent`, a hub's name); never backwards. Without the case, nothing. */
  moveCursor(caseId: string, name: string, seq: number): Promise<void>;
  cursors(caseId: string): Promise<{ readonly [name: string]: number }>;
}
