import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ConversationKey } from '../storage.js';

/** Deletes at most `limit` rows and returns how many it did delete. */
export type Removal = (limit: number) => number;

/** Runs removals one after the other until `limit` rows are gone. */
export function removeInOrder(removals: readonly Removal[], limit: number): number {
  return removals.reduce((gone, removal) => (gone < limit ? gone + removal(limit - gone) : gone), 0);
}

/** The rows that a case has in other tables: it takes them with it. */
const tablesOfACase = ['handoff_event', 'case_cursor', 'hub_thread'] as const;
/** A file may have a MB, so that few of them make a transaction as long as many rows. */
const rowsPerFile = 50;

/** What is to go of one conversation: everything, in an order in which nobody can use the rest. */
export type RemoveConversation = (conversation: ConversationKey, limit: number) => number;

export function makeRemoveConversation(database: DatabaseSync): RemoveConversation {
  const directLine = database.prepare(
    "DELETE FROM direct_line_conversation WHERE 'directline/' || conversation_id = ?1 AND conversation_id = substr(?1, 12)",
  );
  const ofConversation = (table: string, key: string) =>
    database.prepare(
      `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE conversation = ? LIMIT ?)`,
    );
  const rows = [
    ofConversation('outbox', 'outbox_id'),
    ofConversation('probe_job', 'rowid'),
    ofConversation('turn', 'turn_id'),
    ofConversation('bot_state', 'key'),
  ];
  const files = ofConversation('attachment', 'rowid');
  const ofCases = casesRemoval(database, 'conversation = ?1');
  const log = database.prepare(
    'DELETE FROM conversation_log WHERE conversation = ?1 AND seq IN (SELECT seq FROM conversation_log WHERE conversation = ?1 LIMIT ?2)',
  );
  const forgetPeople = database.prepare(`
    DELETE FROM person WHERE person_key IN (SELECT person FROM conversation_person WHERE conversation = ?1)
      AND NOT EXISTS (SELECT 1 FROM conversation_person o WHERE o.person = person_key AND o.conversation <> ?1)`);
  const people = database.prepare('DELETE FROM conversation_person WHERE conversation = ?');
  const itself = database.prepare('DELETE FROM conversation WHERE conversation = ?');

  return (conversation, limit) =>
    removeInOrder(
      [
        () => changes(directLine, conversation),
        ...rows.map(
          (statement): Removal =>
            (rest) =>
              changes(statement, conversation, rest),
        ),
        (rest) => changes(files, conversation, Math.ceil(rest / rowsPerFile)) * rowsPerFile,
        ...ofCases(conversation),
        (rest) => changes(log, conversation, rest),
        () => changes(forgetPeople, conversation) + changes(people, conversation),
        () => changes(itself, conversation),
      ],
      limit,
    );
}

/** The removals of the cases of a conversation that fulfil a condition, with what belongs to them. */
export function casesRemoval(
  database: DatabaseSync,
  condition: string,
): (conversation: ConversationKey, ...more: readonly string[]) => readonly Removal[] {
  const cases = `SELECT case_id FROM handoff_case WHERE ${condition}`;
  const [events, ...others] = tablesOfACase;
  const removeEvents = database.prepare(`
    DELETE FROM ${events} WHERE (case_id, n) IN
      (SELECT case_id, n FROM ${events} WHERE case_id IN (${cases}) LIMIT ?)`);
  const removeOthers = others.map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE case_id IN (${cases})`),
  );
  const removeCases = database.prepare(`DELETE FROM handoff_case WHERE ${condition}`);
  return (...given) => [
    (rest) => changes(removeEvents, ...given, rest),
    ...removeOthers.map(
      (statement): Removal =>
        () =>
          changes(statement, ...given),
    ),
    () => changes(removeCases, ...given),
  ];
}

export function changes(statement: StatementSync, ...values: readonly (string | number)[]): number {
  return Number(statement.run(...values).changes);
}
