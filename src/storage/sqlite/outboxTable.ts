import type { DatabaseSync } from 'node:sqlite';
import type {
  ConversationKey,
  OutboxItem,
  OutboxStatus,
  OutgoingActivity,
  OutgoingKind,
  Speaker,
} from '../storage.js';
import { readIdentity } from './readIdentity.js';

export interface OutboxTable {
  add(turnId: number, conversation: ConversationKey, seq: number, item: OutgoingActivity, at: string): void;
  next(conversation: ConversationKey): OutboxItem | null;
  waitingConversations(): readonly ConversationKey[];
  delivered(outboxId: number, channelActivityId: string | null, at: string): void;
  failed(outboxId: number, error: string, retryAt: string | null): void;
  silencedBy(outboxId: number): string | null;
  withheld(outboxId: number): void;
  states(conversation: ConversationKey, fromSeq: number, toSeq: number): ReadonlyMap<number, OutboxStatus>;
}

export function createOutboxTable(database: DatabaseSync): OutboxTable {
  const insert = database.prepare(
    'INSERT INTO outbox (turn_id, conversation, seq, kind, message_id, speaker, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const next = database.prepare(`
    SELECT o.outbox_id, o.kind, o.message_id, o.speaker, o.tries, o.due_at, l.activity, t.identity
    FROM outbox o JOIN conversation_log l ON l.conversation = o.conversation AND l.seq = o.seq
    JOIN turn t ON t.turn_id = o.turn_id
    WHERE o.conversation = ? AND o.status = 'waiting' ORDER BY o.outbox_id LIMIT 1`);
  const sent = database.prepare(
    "SELECT channel_activity_id FROM outbox WHERE conversation = ? AND message_id = ? AND kind = 'send'",
  );
  const waiting = database.prepare(
    "SELECT conversation FROM outbox WHERE status = 'waiting' GROUP BY conversation ORDER BY min(outbox_id)",
  );
  const delivered = database.prepare(
    "UPDATE outbox SET status = 'delivered', channel_activity_id = ?, delivered_at = ? WHERE outbox_id = ?",
  );
  const failed = database.prepare(
    "UPDATE outbox SET tries = tries + 1, error = ?, due_at = coalesce(?, due_at), status = iif(? IS NULL, 'given-up', 'waiting') WHERE outbox_id = ?",
  );

  // To take a message back is not to speak.
  const silencedBy = database.prepare(`
    SELECT c.case_id FROM outbox o JOIN handoff_case c ON c.conversation = o.conversation AND c.open = 1
    WHERE o.outbox_id = ? AND o.speaker = 'bot' AND o.kind <> 'delete' AND c.agent_id IS NOT NULL`);
  const withheld = database.prepare("UPDATE outbox SET status = 'withheld' WHERE outbox_id = ?");
  const states = database.prepare(
    "SELECT seq, status FROM outbox WHERE conversation = ? AND kind = 'send' AND seq BETWEEN ? AND ?",
  );

  function channelId(conversation: ConversationKey, kind: string, messageId: string): string | null {
    if (kind === 'send') return null;
    const row = sent.get(conversation, messageId);
    if (!row) return messageId;
    return row['channel_activity_id'] === null ? null : String(row['channel_activity_id']);
  }

  return {
    add(turnId, conversation, seq, item, at) {
      insert.run(turnId, conversation, seq, item.kind, item.id, item.speaker, at);
    },
    next(conversation) {
      const row = next.get(conversation);
      if (!row) return null;
      const kind = row['kind'] as OutgoingKind;
      const id = String(row['message_id']);
      return {
        outboxId: Number(row['outbox_id']),
        conversation,
        kind,
        id,
        speaker: row['speaker'] as Speaker,
        channelActivityId: channelId(conversation, kind, id),
        activity: JSON.parse(String(row['activity'])),
        identity: readIdentity(String(row['identity'])),
        tries: Number(row['tries']),
        dueAt: String(row['due_at']),
      };
    },
    waitingConversations: () => waiting.all().map((row) => String(row['conversation'])),
    delivered(outboxId, channelActivityId, at) {
      delivered.run(channelActivityId, at, outboxId);
    },
    failed(outboxId, error, retryAt) {
      failed.run(error, retryAt, retryAt, outboxId);
    },
    silencedBy(outboxId) {
      const row = silencedBy.get(outboxId);
      return row ? String(row['case_id']) : null;
    },
    withheld(outboxId) {
      withheld.run(outboxId);
    },
    states: (conversation, fromSeq, toSeq) =>
      new Map(
        states
          .all(conversation, fromSeq, toSeq)
          .map((row) => [Number(row['seq']), row['status'] as OutboxStatus]),
      ),
  };
}
