import type { DatabaseSync } from 'node:sqlite';
import { isJsonObject } from '../../base/isJsonObject.js';
import {
  type Accepted,
  type ConversationKey,
  channelOf,
  type HeldResponse,
  type InboundEntry,
  type LeasedTurn,
  personKey,
  type TurnMode,
} from '../storage.js';
import type { ConversationLog } from './conversationLog.js';
import type { ConversationTable } from './conversationTable.js';
import { readIdentity } from './readIdentity.js';

/** The queue of turns. Its methods expect to be called inside a transaction where they write more than one row. */
export interface TurnTable {
  accept(entry: InboundEntry): Accepted;
  /** Whether an entry of this dedupeKey was accepted before. */
  isKnown(entry: Pick<InboundEntry, 'conversation' | 'dedupeKey'>): boolean;
  /** Whether this lease still holds the turn. */
  holds(turn: { turnId: number; fence: number }): boolean;
  lease(conversation: ConversationKey, owner: string, now: string, until: string): LeasedTurn | null;
  recoverLeases(owner: string): void;
  openConversations(): readonly ConversationKey[];
  /** False when the fence is stale or the turn already finished. */
  finish(turn: { turnId: number; fence: number }, end: TurnEnd): boolean;
  response(turnId: number): HeldResponse | null;
}

export interface TurnEnd {
  readonly status: 'done' | 'failed';
  readonly response: HeldResponse | null;
  readonly error: string | null;
  readonly at: string;
}

export function createTurnTable(
  database: DatabaseSync,
  log: ConversationLog,
  conversations: Pick<ConversationTable, 'tookPart'>,
): TurnTable {
  const known = database.prepare('SELECT turn_id, seq FROM turn WHERE conversation = ? AND dedupe_key = ?');
  const insert = database.prepare(
    'INSERT INTO turn (conversation, seq, dedupe_key, mode, identity) VALUES (?, ?, ?, ?, ?)',
  );
  const oldestOpen = database.prepare(`
    SELECT t.turn_id, t.seq, t.mode, t.identity, t.tries, t.fence, t.owner, t.leased_until, l.activity, l.at,
      EXISTS (SELECT 1 FROM turn n WHERE n.conversation = t.conversation AND n.status = 'open' AND n.turn_id > t.turn_id) AS more
    FROM turn t JOIN conversation_log l ON l.conversation = t.conversation AND l.seq = t.seq
    WHERE t.conversation = ? AND t.status = 'open' ORDER BY t.turn_id LIMIT 1`);
  const lease = database.prepare(
    'UPDATE turn SET owner = ?, leased_until = ?, tries = tries + 1, fence = fence + 1 WHERE turn_id = ?',
  );
  const recover = database.prepare(
    "UPDATE turn SET owner = NULL, leased_until = NULL WHERE status = 'open' AND owner <> ?",
  );
  const open = database.prepare(
    "SELECT conversation FROM turn WHERE status = 'open' GROUP BY conversation ORDER BY min(turn_id)",
  );
  const finish = database.prepare(`
    UPDATE turn SET status = ?, response = ?, error = ?, finished_at = ?, owner = NULL, leased_until = NULL
    WHERE turn_id = ? AND fence = ? AND status = 'open'`);
  const holds = database.prepare("SELECT 1 FROM turn WHERE turn_id = ? AND fence = ? AND status = 'open'");
  const response = database.prepare('SELECT response FROM turn WHERE turn_id = ?');

  return {
    accept(entry) {
      const before = known.get(entry.conversation, entry.dedupeKey);
      if (before) return { turnId: Number(before['turn_id']), seq: Number(before['seq']), duplicate: true };
      const { seq } = log.append(entry.conversation, entry.direction, entry.activity, entry.receivedAt);
      const person = entry.direction === 'in' ? personOf(entry) : null;
      if (person !== null) conversations.tookPart(entry.conversation, person, entry.receivedAt);
      const identity = JSON.stringify(entry.identity);
      const { lastInsertRowid } = insert.run(entry.conversation, seq, entry.dedupeKey, entry.mode, identity);
      return { turnId: Number(lastInsertRowid), seq, duplicate: false };
    },
    isKnown: ({ conversation, dedupeKey }) => known.get(conversation, dedupeKey) !== undefined,
    holds: ({ turnId, fence }) => holds.get(turnId, fence) !== undefined,
    lease(conversation, owner, now, until) {
      const row = oldestOpen.get(conversation);
      if (!row) return null;
      const elsewhere = row['owner'] !== null && row['owner'] !== owner;
      if (elsewhere && String(row['leased_until']) > now) return null;
      const turnId = Number(row['turn_id']);
      lease.run(owner, until, turnId);
      return {
        turnId,
        conversation,
        seq: Number(row['seq']),
        activity: JSON.parse(String(row['activity'])),
        identity: readIdentity(String(row['identity'])),
        mode: row['mode'] as TurnMode,
        receivedAt: String(row['at']),
        tries: Number(row['tries']) + 1,
        fence: Number(row['fence']) + 1,
        moreWait: Number(row['more']) === 1,
      };
    },
    recoverLeases(owner) {
      recover.run(owner);
    },
    openConversations: () => open.all().map((row) => String(row['conversation'])),
    finish({ turnId, fence }, end) {
      const body = end.response && JSON.stringify(end.response);
      return Number(finish.run(end.status, body, end.error, end.at, turnId, fence).changes) === 1;
    },
    response(turnId) {
      const text = response.get(turnId)?.['response'];
      return typeof text === 'string' ? JSON.parse(text) : null;
    },
  };
}

/** Who wrote it; a channel's own notices come from nobody. */
function personOf({ conversation, activity }: InboundEntry): string | null {
  const { from } = activity;
  const id = isJsonObject(from) ? from['id'] : null;
  return typeof id === 'string' && id !== '' ? personKey(channelOf(conversation), id) : null;
}
