import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  type CaseChange,
  type CaseChanged,
  type CaseQuery,
  type CaseRecord,
  eventCursor,
  type SeenCase,
  type StoredCaseEvent,
} from '../caseStore.js';
import type { Accepted, ConversationKey, InboundEntry } from '../storage.js';
import type { ConversationLog } from './conversationLog.js';
import { readIdentity } from './readIdentity.js';
import type { TurnTable } from './turnTable.js';

/** The handoff cases; see CaseStore. Its writing methods expect to be called inside a transaction. */
export interface CaseTable {
  /** Whether the conversation's open case is still the one that was seen. */
  isAsSeen(conversation: ConversationKey, seen: SeenCase | null): boolean;
  /** Whether the case is still as the change's decision saw it. */
  isCurrent(change: CaseChange): boolean;
  /** Whether a human has the conversation. */
  isHeld(conversation: ConversationKey): boolean;
  change(change: CaseChange): CaseChanged;
  read(caseId: string): CaseRecord | null;
  openOf(conversation: ConversationKey): CaseRecord | null;
  latestOf(conversation: ConversationKey): CaseRecord | null;
  list(query: CaseQuery): readonly CaseRecord[];
  events(caseId: string, afterN: number, limit: number): readonly StoredCaseEvent[];
  behind(hub: string, endedAfter: string, limit: number): readonly CaseRecord[];
  lagging(cursor: string, endedAfter: string, limit: number): readonly CaseRecord[];
  due(now: string, limit: number): readonly CaseRecord[];
  earliestDue(): string | null;
  holders(hub: string): readonly string[];
  waits(queue: string, since: string, limit: number): readonly number[];
  waitingBefore(queue: string, queuedAt: string): number;
  firstWaiting(queue: string): CaseRecord | null;
  moveCursor(caseId: string, name: string, seq: number): void;
  cursors(caseId: string): { readonly [name: string]: number };
}

export function createCaseTable(database: DatabaseSync, log: ConversationLog, turns: TurnTable): CaseTable {
  const openCase = database.prepare(
    'SELECT case_id, version, agent_id FROM handoff_case WHERE conversation = ? AND open = 1',
  );
  const version = database.prepare('SELECT version FROM handoff_case WHERE case_id = ?');
  const write = database.prepare(`
    INSERT INTO handoff_case VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, status = excluded.status, open = excluded.open,
      queue = excluded.queue, hub = excluded.hub, agent_id = excluded.agent_id,
      first_claimed_at = excluded.first_claimed_at, ended_at = excluded.ended_at, due_at = excluded.due_at,
      search = excluded.search, state = excluded.state, identity = excluded.identity,
      conversation_reference = excluded.conversation_reference`);
  const addEvent = database.prepare('INSERT INTO handoff_event VALUES (?, ?, ?, ?, ?)');
  const read = database.prepare('SELECT * FROM handoff_case WHERE case_id = ?');
  const openOf = database.prepare('SELECT * FROM handoff_case WHERE conversation = ? AND open = 1');
  const latestOf = database.prepare(
    'SELECT * FROM handoff_case WHERE conversation = ? ORDER BY open DESC, opened_at DESC, rowid DESC LIMIT 1',
  );
  const events = database.prepare(
    'SELECT n, seq, at, event FROM handoff_event WHERE case_id = ? AND n > ? ORDER BY n LIMIT ?',
  );
  const behind = database.prepare(`
    SELECT c.* FROM handoff_case c LEFT JOIN case_cursor t ON t.case_id = c.case_id AND t.name = :cursor
    WHERE c.open = 1 AND (c.hub = :hub OR t.seq < c.version)
    UNION ALL
    SELECT c.* FROM handoff_case c JOIN case_cursor t ON t.case_id = c.case_id AND t.name = :cursor
    WHERE c.open = 0 AND c.ended_at > :ended AND t.seq < c.version
    ORDER BY opened_at LIMIT :most`);
  // The + keeps SQLite from going through all cases by their age to have them in order.
  const lagging = database.prepare(`
    SELECT * FROM (
      SELECT * FROM handoff_case WHERE open = 1
      UNION ALL SELECT * FROM handoff_case WHERE open = 0 AND ended_at >= ?
    ) AS c
    WHERE coalesce((SELECT seq FROM case_cursor r WHERE r.case_id = c.case_id AND r.name = ?), 0) < c.version
    ORDER BY +opened_at LIMIT ?`);
  const due = database.prepare(
    'SELECT * FROM handoff_case WHERE open = 1 AND due_at <= ? ORDER BY due_at LIMIT ?',
  );
  const holders = database.prepare(
    'SELECT DISTINCT agent_id FROM handoff_case WHERE open = 1 AND hub = ? AND agent_id IS NOT NULL ORDER BY agent_id',
  );
  const waits = database.prepare(`
    SELECT opened_at, first_claimed_at FROM handoff_case
    WHERE queue = ? AND first_claimed_at >= ? AND json_extract(state, '$.standing.opensAt') IS NULL
    ORDER BY first_claimed_at DESC LIMIT ?`);
  const waitingBefore = database.prepare(`
    SELECT count(*) AS cases FROM handoff_case
    WHERE open = 1 AND queue = ? AND status = 'queued' AND json_extract(state, '$.queuedAt') < ?`);
  const firstWaiting = database.prepare(`
    SELECT * FROM handoff_case WHERE open = 1 AND queue = ? AND status = 'queued'
    ORDER BY json_extract(state, '$.queuedAt'), rowid LIMIT 1`);
  const earliestDue = database.prepare(
    'SELECT min(due_at) AS due_at FROM handoff_case WHERE open = 1 AND due_at IS NOT NULL',
  );
  // A case that was erased stays so, whoever still reads in it.
  const moveCursor = database.prepare(`
    INSERT INTO case_cursor SELECT case_id, ?, ? FROM handoff_case WHERE case_id = ?
    ON CONFLICT (case_id, name) DO UPDATE SET seq = max(seq, excluded.seq)`);
  const cursors = database.prepare('SELECT name, seq FROM case_cursor WHERE case_id = ?');

  function isCurrent({ row, seen }: CaseChange): boolean {
    return Number(version.get(row.caseId)?.['version'] ?? 0) === seen;
  }

  function openElsewhere({ row }: CaseChange): boolean {
    const found = row.open ? openCase.get(row.conversation) : undefined;
    return found !== undefined && found['case_id'] !== row.caseId;
  }

  function append({ row, events: added, seen }: CaseChange): void {
    const seq = log.lastSeq(row.conversation);
    added.forEach((event, at) => {
      addEvent.run(row.caseId, seen + at + 1, seq, String(event['at']), JSON.stringify(event));
    });
  }

  /** An event without its entry would never be told; the throw takes the event back. */
  function acceptNew(entry: InboundEntry): Accepted {
    const accepted = turns.accept(entry);
    if (accepted.duplicate) throw new Error(`the entry ${entry.dedupeKey} was stored without its event`);
    return accepted;
  }

  return {
    isAsSeen(conversation, seen) {
      const found = openCase.get(conversation);
      if (found === undefined || seen === null) return found === undefined && seen === null;
      return found['case_id'] === seen.caseId && Number(found['version']) === seen.version;
    },
    isCurrent,
    isHeld: (conversation) => typeof openCase.get(conversation)?.['agent_id'] === 'string',
    change(change) {
      if (!isCurrent(change) || openElsewhere(change)) return { outcome: 'conflict' };
      write.run(...columns(change));
      append(change);
      return { outcome: 'changed', accepted: change.entries.map(acceptNew) };
    },
    read: (caseId) => record(read.get(caseId)),
    openOf: (conversation) => record(openOf.get(conversation)),
    latestOf: (conversation) => record(latestOf.get(conversation)),
    list(query) {
      const { where, values } = conditions(query);
      const rows = database
        .prepare(`SELECT * FROM handoff_case ${where} ORDER BY opened_at DESC, case_id DESC LIMIT ?`)
        .all(...values, query.limit);
      return rows.flatMap((row) => record(row) ?? []);
    },
    events: (caseId, afterN, limit) =>
      events.all(caseId, afterN, limit).map((row) => ({
        n: Number(row['n']),
        seq: Number(row['seq']),
        at: String(row['at']),
        event: JSON.parse(String(row['event'])),
      })),
    behind: (hub, endedAfter, limit) =>
      behind
        .all({ cursor: eventCursor(hub), hub, ended: endedAfter, most: limit })
        .flatMap((row) => record(row) ?? []),
    earliestDue() {
      const at = earliestDue.get()?.['due_at'];
      return typeof at === 'string' ? at : null;
    },
    lagging: (cursor, endedAfter, limit) =>
      lagging.all(endedAfter, cursor, limit).flatMap((row) => record(row) ?? []),
    due: (now, limit) => due.all(now, limit).flatMap((row) => record(row) ?? []),
    holders: (hub) => holders.all(hub).map((row) => String(row['agent_id'])),
    firstWaiting: (queue) => record(firstWaiting.get(queue)),
    waitingBefore: (queue, queuedAt) => Number(waitingBefore.get(queue, queuedAt)?.['cases']),
    waits: (queue, since, limit) =>
      waits
        .all(queue, since, limit)
        .map((row) => Date.parse(String(row['first_claimed_at'])) - Date.parse(String(row['opened_at']))),
    moveCursor(caseId, name, seq) {
      moveCursor.run(name, seq, caseId);
    },
    cursors: (caseId) =>
      Object.fromEntries(cursors.all(caseId).map((row) => [String(row['name']), Number(row['seq'])])),
  };
}

function columns({ row, seen, events }: CaseChange): SQLInputValue[] {
  return [
    row.caseId,
    seen + events.length,
    row.reference,
    row.conversation,
    row.person,
    row.status,
    row.open ? 1 : 0,
    row.queue,
    row.hub,
    row.agentId,
    row.openedAt,
    row.firstClaimedAt,
    row.endedAt,
    row.dueAt,
    row.search,
    JSON.stringify(row.state),
    JSON.stringify(row.identity),
    JSON.stringify(row.conversationReference),
  ];
}

function record(row: Record<string, unknown> | undefined): CaseRecord | null {
  if (row === undefined) return null;
  const text = (name: string) => String(row[name]);
  const optional = (name: string) => (row[name] === null ? null : String(row[name]));
  return {
    caseId: text('case_id'),
    version: Number(row['version']),
    reference: text('reference'),
    conversation: text('conversation'),
    person: text('person'),
    status: text('status'),
    open: row['open'] === 1,
    queue: text('queue'),
    hub: text('hub'),
    agentId: optional('agent_id'),
    openedAt: text('opened_at'),
    firstClaimedAt: optional('first_claimed_at'),
    endedAt: optional('ended_at'),
    dueAt: optional('due_at'),
    search: text('search'),
    state: JSON.parse(text('state')),
    identity: readIdentity(text('identity')),
    conversationReference: JSON.parse(text('conversation_reference')),
  };
}

function conditions(query: CaseQuery): { where: string; values: SQLInputValue[] } {
  const parts: { sql: string; values: SQLInputValue[] }[] = [];
  const add = (sql: string, ...values: (SQLInputValue | undefined)[]) => {
    const given = values.filter((value) => value !== undefined);
    if (given.length === values.length) parts.push({ sql, values: given });
  };
  add('open = ?', query.open === undefined ? undefined : Number(query.open));
  add('queue = ?', query.queue);
  add('agent_id = ?', query.agentId);
  add('(agent_id IS NOT NULL) = ?', query.claimed === undefined ? undefined : Number(query.claimed));
  add('person = ?', query.person);
  add('conversation = ?', query.conversation);
  add('reference = ? COLLATE NOCASE', query.reference);
  add('(opened_at, case_id) < (?, ?)', query.before?.openedAt, query.before?.caseId);
  for (const word of query.words ?? []) add('instr(search, ?) > 0', word);
  const where = parts.length === 0 ? '' : `WHERE ${parts.map(({ sql }) => sql).join(' AND ')}`;
  return { where, values: parts.flatMap(({ values }) => values) };
}
