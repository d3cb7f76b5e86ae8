import type { DatabaseSync } from 'node:sqlite';
import type { ConversationKey, LogEntry, StoredActivity } from '../storage.js';
import type { ConversationTable } from './conversationTable.js';

export interface ConversationLog {
  append(
    conversation: ConversationKey,
    direction: LogEntry['direction'],
    activity: StoredActivity,
    at: string,
  ): LogEntry;
  read(conversation: ConversationKey, afterSeq: number, limit: number): readonly LogEntry[];
  lastSeq(conversation: ConversationKey): number;
}

export function createConversationLog(
  database: DatabaseSync,
  conversations: Pick<ConversationTable, 'seen'>,
): ConversationLog {
  const last = database.prepare('SELECT max(seq) AS seq FROM conversation_log WHERE conversation = ?');
  const insert = database.prepare('INSERT INTO conversation_log VALUES (?, ?, ?, ?, ?)');
  const after = database.prepare(
    'SELECT seq, direction, activity, at FROM conversation_log WHERE conversation = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const lastSeq = (conversation: ConversationKey) => Number(last.get(conversation)?.['seq'] ?? 0);
  return {
    lastSeq,
    append(conversation, direction, activity, at) {
      const seq = lastSeq(conversation) + 1;
      insert.run(conversation, seq, direction, JSON.stringify(activity), at);
      conversations.seen(conversation, at);
      return { seq, direction, activity, at };
    },
    read: (conversation, afterSeq, limit) =>
      after.all(conversation, afterSeq, limit).map((row) => ({
        seq: Number(row['seq']),
        direction: row['direction'] as LogEntry['direction'],
        activity: JSON.parse(String(row['activity'])),
        at: String(row['at']),
      })),
  };
}
