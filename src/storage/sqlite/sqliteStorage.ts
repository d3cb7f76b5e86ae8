import type { LogEntry, OutgoingActivity, Storage } from '../storage.js';
import { createConversationLog } from './conversationLog.js';
import { createDirectLineTable } from './directLineTable.js';
import { createKeptThings } from './keptThings.js';
import { openDatabase } from './openDatabase.js';
import { createOutboxTable } from './outboxTable.js';
import { createProbeJobTable } from './probeJobTable.js';
import { createStateTable } from './stateTable.js';
import { createTransaction } from './transaction.js';
import { createTurnTable } from './turnTable.js';

/**
 * The embedded driver: one file, one process. Each method is one short synchronous transaction.
 * `file` may be ':memory:'. Throws what `openDatabase` throws.
 */
export function openSqliteStorage(file: string): Storage {
  const database = openDatabase(file);
  const transaction = createTransaction(database);
  const log = createConversationLog(database);
  const turns = createTurnTable(database, log);
  const outbox = createOutboxTable(database);
  const jobs = createProbeJobTable(database);
  const state = createStateTable(database);
  const directLine = createDirectLineTable(database);
  const kept = createKeptThings(database);

  function addOutgoing(
    turn: { turnId: number; conversation: string },
    outgoing: readonly OutgoingActivity[],
    at: string,
  ): readonly LogEntry[] {
    return outgoing.map((item) => {
      const entry = log.append(turn.conversation, 'out', item.activity, at);
      if (item.delivery === 'connector') outbox.add(turn.turnId, turn.conversation, entry.seq, item, at);
      return entry;
    });
  }

  return {
    accept: async (entry) => transaction(() => turns.accept(entry)),
    readLog: async (conversation, afterSeq, limit) => log.read(conversation, afterSeq, limit),
    lastSeq: async (conversation) => log.lastSeq(conversation),

    leaseTurn: async (conversation, owner, now, until) =>
      transaction(() => turns.lease(conversation, owner, now, until)),
    recoverLeases: async (owner) => turns.recoverLeases(owner),
    conversationsWithTurns: async () => turns.openConversations(),
    commitTurn: async (writes) =>
      transaction(() => {
        const { response, at } = writes;
        if (!turns.finish(writes, { status: 'done', response, error: null, at })) {
          return { committed: false, entries: [] };
        }
        for (const [key, value] of writes.state) state.write(writes.conversation, key, value);
        for (const job of writes.probeJobs) jobs.add(writes.turnId, job);
        for (const jobId of writes.cancelledJobs) jobs.cancel(jobId);
        if (writes.person) state.changePerson(writes.person);
        return { committed: true, entries: addOutgoing(writes, writes.outgoing, at) };
      }),
    parkTurn: async (turn, { apology, error, response, at }) =>
      transaction(() =>
        turns.finish(turn, { status: 'failed', response, error, at }) ? addOutgoing(turn, apology, at) : [],
      ),
    turnResponse: async (turnId) => turns.response(turnId),

    readState: async (keys) => state.read(keys),
    readPerson: async (key) => state.readPerson(key),

    nextOutboxItem: async (conversation) => outbox.next(conversation),
    conversationsWithOutbox: async () => outbox.waitingConversations(),
    outboxDelivered: async (outboxId, channelActivityId, at) =>
      outbox.delivered(outboxId, channelActivityId, at),
    outboxFailed: async (outboxId, error, retryAt) => outbox.failed(outboxId, error, retryAt),

    pendingProbeJobs: async () => jobs.pending(),
    probeJobStarted: async (jobId) => jobs.started(jobId),
    finishProbeJob: async (jobId, entry) =>
      transaction(() => (jobs.close(jobId) ? turns.accept(entry) : null)),

    saveTreeVersion: async (id, content, at) => kept.saveTreeVersion(id, content, at),
    readTreeVersion: async (id) => kept.readTreeVersion(id),

    createDirectLineConversation: async (conversation) => directLine.create(conversation),
    readDirectLineConversation: async (conversationId) => directLine.read(conversationId),
    startDirectLineConversation: async (conversationId) => directLine.start(conversationId),
    forgetUser: async (userId) => {
      transaction(() => directLine.forgetUser(userId));
      // The write-ahead log still holds the deleted pages; emptying it is what makes them gone.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    keepSecret: async (name, candidate) => kept.keepSecret(name, candidate),

    close: async () => database.close(),
  };
}
