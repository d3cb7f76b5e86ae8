import type { DatabaseSync } from 'node:sqlite';
import { conversationKey, type DirectLineConversation, personKey } from '../storage.js';
import type { ConversationTable } from './conversationTable.js';

export interface DirectLineTable {
  create(conversation: DirectLineConversation): void;
  read(conversationId: string): DirectLineConversation | null;
  start(conversationId: string): boolean;
}

const channel = 'directline';

export function createDirectLineTable(
  database: DatabaseSync,
  conversations: Pick<ConversationTable, 'seen' | 'tookPart'>,
): DirectLineTable {
  const insert = database.prepare('INSERT INTO direct_line_conversation VALUES (?, ?, ?, ?)');
  const read = database.prepare('SELECT * FROM direct_line_conversation WHERE conversation_id = ?');
  const start = database.prepare(
    'UPDATE direct_line_conversation SET started = 1 WHERE conversation_id = ? AND started = 0',
  );
  return {
    create({ conversationId, userId, createdAt, started }) {
      insert.run(conversationId, userId, createdAt, started ? 1 : 0);
      const key = conversationKey(channel, conversationId);
      conversations.seen(key, createdAt);
      conversations.tookPart(key, personKey(channel, userId), createdAt);
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
  };
}
