import type { DatabaseSync } from 'node:sqlite';
import { conversationKey, type DirectLineConversation, personKey } from '../storage.js';

export interface DirectLineTable {
  create(conversation: DirectLineConversation): void;
  read(conversationId: string): DirectLineConversation | null;
  start(conversationId: string): boolean;
  forgetUser(userId: string): void;
}

const CHANNEL = 'directline';
const TABLES_OF_A_CONVERSATION = [
  'outbox',
  'probe_job',
  'turn',
  'bot_state',
  'conversation_log',
  'attachment',
  'handoff_case',
];
const TABLES_OF_A_CASE = ['handoff_event', 'case_cursor', 'hub_thread'];

export function createDirectLineTable(database: DatabaseSync): DirectLineTable {
  const insert = database.prepare('INSERT INTO direct_line_conversation VALUES (?, ?, ?, ?)');
  const read = database.prepare('SELECT * FROM direct_line_conversation WHERE conversation_id = ?');
  const start = database.prepare(
    'UPDATE direct_line_conversation SET started = 1 WHERE conversation_id = ? AND started = 0',
  );
  const ofUser = database.prepare('SELECT conversation_id FROM direct_line_conversation WHERE user_id = ?');
  const ofConversation = 'WHERE conversation = ?';
  const removals = [
    // While their cases are still known.
    ...TABLES_OF_A_CASE.map(
      (table) => `${table} WHERE case_id IN (SELECT case_id FROM handoff_case ${ofConversation})`,
    ),
    ...TABLES_OF_A_CONVERSATION.map((table) => `${table} ${ofConversation}`),
  ].map((rows) => database.prepare(`DELETE FROM ${rows}`));
  const removeOfUser = database.prepare('DELETE FROM direct_line_conversation WHERE user_id = ?');
  const removePerson = database.prepare('DELETE FROM person WHERE person_key = ?');
  return {
    create({ conversationId, userId, createdAt, started }) {
      insert.run(conversationId, userId, createdAt, started ? 1 : 0);
    },
    read(conversationId) {
      const row = read.get(conversationId);
      if (!row) return null;
      return {
        conversationId,
        userId: String(row['user_id']),
        createdAt: String(row['created_at']),
        started: row['started'] === 1,
      };
    },
    start: (conversationId) => Number(start.run(conversationId).changes) === 1,
    forgetUser(userId) {
      for (const row of ofUser.all(userId)) {
        const key = conversationKey(CHANNEL, String(row['conversation_id']));
        for (const removal of removals) removal.run(key);
      }
      removeOfUser.run(userId);
      removePerson.run(personKey(CHANNEL, userId));
    },
  };
}
