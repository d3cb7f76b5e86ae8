import type { DatabaseSync } from 'node:sqlite';
import type { StatePage } from '../recordStore.js';
import type { ConversationKey } from '../storage.js';
import { changes, makeRemoveConversation } from './removals.js';
import { makeTrimConversation } from './trimming.js';

/** How records go; see RecordStore. Its methods expect to be called inside a transaction. */
export interface RecordTable {
  removeConversation(conversation: ConversationKey, limit: number): number;
  removeIdle(day: string, limit: number): number;
  trimOld(day: string, limit: number): number;
  removePerson(person: string): void;
  treeVersionsBefore(instant: string): readonly string[];
  removeTreeVersion(id: string, instant: string): void;
  statesAfter(after: string, limit: number): StatePage;
}

/** Of conversations that are looked at in one transaction. */
const mostConversations = 50;
/** Somebody waits for it, or something is still to be done in it. All of these have an index of what is open alone. */
const notBusy = `
  NOT EXISTS (SELECT 1 FROM handoff_case h WHERE h.conversation = c.conversation AND h.open = 1)
  AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.conversation = c.conversation AND t.status = 'open')
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation = c.conversation AND o.status = 'waiting')
  AND NOT EXISTS (SELECT 1 FROM probe_job j WHERE j.conversation = c.conversation AND j.status = 'open')`;

export function createRecordTable(database: DatabaseSync): RecordTable {
  const idle = database.prepare(`
    SELECT conversation FROM conversation c WHERE last_day < ?1 AND ${notBusy} ORDER BY last_day LIMIT ?2`);
  const old = database.prepare(`
    SELECT conversation FROM conversation c WHERE first_day < ?1 AND last_day >= ?1 AND ${notBusy}
    ORDER BY first_day LIMIT ?2`);
  const removeConversation = makeRemoveConversation(database);
  const trimConversation = makeTrimConversation(database);
  const removePeople = database.prepare('DELETE FROM conversation_person WHERE person = ?');
  const removePerson = database.prepare('DELETE FROM person WHERE person_key = ?');
  const versions = database.prepare('SELECT id FROM tree_version WHERE at < ? ORDER BY id');
  const removeVersion = database.prepare('DELETE FROM tree_version WHERE id = ? AND at < ?');
  const states = database.prepare('SELECT key, value FROM bot_state WHERE key > ? ORDER BY key LIMIT ?');

  function upTo(limit: number, found: readonly string[], remove: (one: string, rest: number) => number) {
    return found.reduce((gone, one) => (gone < limit ? gone + remove(one, limit - gone) : gone), 0);
  }

  return {
    removeConversation,
    removeIdle: (day, limit) =>
      upTo(limit, keysOf(idle.all(day, mostConversations)), (one, rest) => removeConversation(one, rest)),
    trimOld(day, limit) {
      const found = keysOf(old.all(day, mostConversations));
      const gone = upTo(limit, found, (one, rest) => trimConversation(one, day, rest));
      // Conversations of which there was nothing to remove count as well: the next call finds others.
      return Math.max(gone, found.length);
    },
    removePerson(person) {
      changes(removePeople, person);
      changes(removePerson, person);
    },
    treeVersionsBefore: (instant) => versions.all(instant).map(({ id }) => String(id)),
    removeTreeVersion(id, instant) {
      removeVersion.run(id, instant);
    },
    statesAfter(after, limit) {
      const rows = states.all(after, limit);
      return {
        states: rows.map(({ value }) => JSON.parse(String(value))),
        after: rows.length < limit ? null : String(rows.at(-1)?.['key']),
      };
    },
  };
}

function keysOf(rows: readonly Record<string, unknown>[]): readonly string[] {
  return rows.map(({ conversation }) => String(conversation));
}
