import type { DatabaseSync } from 'node:sqlite';
import type { ConversationKey } from '../storage.js';
import { casesRemoval, changes, type Removal, removeInOrder } from './removals.js';

/** Removes what is older than `day` from a conversation that goes on; returns how many rows, 0 when there was no more. */
export type TrimConversation = (conversation: ConversationKey, day: string, limit: number) => number;

export function makeTrimConversation(database: DatabaseSync): TrimConversation {
  // Entries stand in the order of their time, so the oldest are the first. The last one stays: it holds the numbering.
  const log = database.prepare(`
    DELETE FROM conversation_log WHERE conversation = ?1 AND at < ?2
      AND seq < (SELECT max(seq) FROM conversation_log WHERE conversation = ?1)
      AND seq IN (SELECT seq FROM conversation_log WHERE conversation = ?1 ORDER BY seq LIMIT ?3)`);
  const first = database.prepare(
    'SELECT seq, substr(at, 1, 10) AS day FROM conversation_log WHERE conversation = ? ORDER BY seq LIMIT 1',
  );
  const turns = database.prepare(`
    DELETE FROM turn WHERE turn_id IN
      (SELECT turn_id FROM turn WHERE conversation = ? AND seq < ? AND status <> 'open' LIMIT ?)`);
  const outbox = database.prepare(`
    DELETE FROM outbox WHERE outbox_id IN
      (SELECT outbox_id FROM outbox WHERE conversation = ? AND seq < ? AND status <> 'waiting' LIMIT ?)`);
  const jobs = database.prepare(`
    DELETE FROM probe_job WHERE conversation = ? AND status <> 'open'
      AND NOT EXISTS (SELECT 1 FROM turn t WHERE t.turn_id = probe_job.turn_id)`);
  const ofCases = casesRemoval(database, 'conversation = ?1 AND open = 0 AND ended_at < ?2');
  // Of a conversation of several people, those who are in it no more; somebody always stays, or nobody could ask for it.
  const goneFrom = `conversation = ?1 AND last_day < ?2 AND EXISTS (
    SELECT 1 FROM conversation_person s WHERE s.conversation = ?1 AND s.last_day >= ?2)`;
  const forgetPeople = database.prepare(`
    DELETE FROM person WHERE person_key IN (SELECT person FROM conversation_person WHERE ${goneFrom})
      AND NOT EXISTS (SELECT 1 FROM conversation_person o WHERE o.person = person_key AND o.conversation <> ?1)`);
  const people = database.prepare(`DELETE FROM conversation_person WHERE ${goneFrom}`);
  const begins = database.prepare('UPDATE conversation SET first_day = max(?, ?) WHERE conversation = ?');

  return (conversation, day, limit) => {
    const start = () => first.get(conversation);
    const firstSeq = () => Number(start()?.['seq'] ?? 0);
    const removals: readonly Removal[] = [
      (rest) => changes(log, conversation, day, rest),
      (rest) => changes(turns, conversation, firstSeq(), rest),
      (rest) => changes(outbox, conversation, firstSeq(), rest),
      () => changes(jobs, conversation),
      ...ofCases(conversation, day),
      () => changes(forgetPeople, conversation, day) + changes(people, conversation, day),
    ];
    const gone = removeInOrder(removals, limit);
    // The rest is young: it is looked at again when that has become old.
    if (gone < limit) begins.run(day, String(start()?.['day'] ?? day), conversation);
    return gone;
  };
}
