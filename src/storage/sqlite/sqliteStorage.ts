import type { CaseChanged } from '../caseStore.js';
import type {
  LeasedTurn,
  LogEntry,
  OutgoingActivity,
  ParkedWrites,
  Storage,
  TurnCommit,
  TurnWrites,
} from '../storage.js';
import { createAgentTable } from './agentTable.js';
import { createAttachmentTable } from './attachmentTable.js';
import { createAuditTable } from './auditTable.js';
import { createCaseTable } from './caseTable.js';
import { createConversationLog } from './conversationLog.js';
import { createConversationTable } from './conversationTable.js';
import { createDirectLineTable } from './directLineTable.js';
import { createGroupCommit } from './groupCommit.js';
import { createHubThreadTable } from './hubThreadTable.js';
import { createKeptThings } from './keptThings.js';
import { openDatabase } from './openDatabase.js';
import { createOutboxTable } from './outboxTable.js';
import { createProbeJobTable } from './probeJobTable.js';
import { createRecordTable } from './recordTable.js';
import { createStateTable } from './stateTable.js';
import { createTurnTable } from './turnTable.js';

/**
 * The embedded driver: one file, one process. Each method is one short transaction, shared with those of the same moment.
 * `file` may be ':memory:'. Throws what `openDatabase` throws.
 */
export function openSqliteStorage(file: string): Storage {
  const database = openDatabase(file);
  const transaction = createGroupCommit(database);
  const conversations = createConversationTable(database);
  const records = createRecordTable(database);
  const log = createConversationLog(database, conversations);
  const turns = createTurnTable(database, log, conversations);
  const outbox = createOutboxTable(database);
  const jobs = createProbeJobTable(database);
  const state = createStateTable(database);
  const directLine = createDirectLineTable(database, conversations);
  const attachments = createAttachmentTable(database);
  const kept = createKeptThings(database);
  const cases = createCaseTable(database, log, turns);
  const threads = createHubThreadTable(database);
  const agents = createAgentTable(database);
  const audit = createAuditTable(database);

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

  function commit(writes: TurnWrites): TurnCommit {
    const { response, at } = writes;
    if (!turns.holds(writes)) return { outcome: 'taken-over' };
    const asSeen = cases.isAsSeen(writes.conversation, writes.seenCase);
    // A case that has ended may change too: an agent's note, and how it turned out in the end.
    if (!asSeen || !writes.cases.every(cases.isCurrent)) return { outcome: 'case-changed' };
    turns.finish(writes, { status: 'done', response, error: null, at });
    for (const [key, value] of writes.state) state.write(writes.conversation, key, value);
    for (const job of writes.probeJobs) jobs.add(writes.turnId, job);
    for (const jobId of writes.cancelledJobs) jobs.cancel(jobId);
    for (const change of writes.cases) mustChange(cases.change(change));
    if (writes.person) state.changePerson(writes.person);
    return { outcome: 'committed', entries: addOutgoing(writes, writes.outgoing, at) };
  }

  function park(turn: LeasedTurn, { apology, error, response, at }: ParkedWrites): readonly LogEntry[] {
    if (!turns.finish(turn, { status: 'failed', response, error, at })) return [];
    const held = cases.isHeld(turn.conversation);
    const said = apology.filter(({ speaker }) => !held || speaker === 'house');
    return addOutgoing(turn, said, at);
  }

  return {
    cases: {
      change: (change) => transaction(() => cases.change(change)),
      read: async (caseId) => cases.read(caseId),
      openOf: async (conversation) => cases.openOf(conversation),
      latestOf: async (conversation) => cases.latestOf(conversation),
      list: async (query) => cases.list(query),
      events: async (caseId, afterN, limit) => cases.events(caseId, afterN, limit),
      behind: async (hub, endedAfter, limit) => cases.behind(hub, endedAfter, limit),
      keepThread: (hub, caseId, thread) => transaction(() => threads.keep(hub, caseId, thread)),
      threadOf: async (hub, caseId) => threads.ofCase(hub, caseId),
      caseOfThread: async (hub, thread) => threads.caseOf(hub, thread),
      lagging: async (cursor, endedAfter, limit) => cases.lagging(cursor, endedAfter, limit),
      due: async (now, limit) => cases.due(now, limit),
      earliestDue: async () => cases.earliestDue(),
      holders: async (hub) => cases.holders(hub),
      waits: async (queue, since, limit) => cases.waits(queue, since, limit),
      firstWaiting: async (queue) => cases.firstWaiting(queue),
      waitingBefore: async (queue, queuedAt) => cases.waitingBefore(queue, queuedAt),
      moveCursor: (caseId, name, seq) => transaction(() => cases.moveCursor(caseId, name, seq)),
      cursors: async (caseId) => cases.cursors(caseId),
    },
    agents: {
      add: (agent) => transaction(() => agents.add(agent)),
      read: async (agentId) => agents.read(agentId),
      byEmail: async (email) => agents.byEmail(email),
      byOidc: async (oidc) => agents.byOidc(oidc),
      list: async () => agents.list(),
      change: (agentId, change) => transaction(() => agents.change(agentId, change)),
      openSession: (session) => transaction(() => agents.openSession(session)),
      readSession: async (tokenHash) => agents.readSession(tokenHash),
      sessionSeen: (tokenHash, at) => transaction(() => agents.sessionSeen(tokenHash, at)),
      endSession: (tokenHash) => transaction(() => agents.endSession(tokenHash)),
      removeSessions: (expiredBefore, idleBefore) =>
        transaction(() => agents.removeSessions(expiredBefore, idleBefore)),
    },
    audit: {
      write: (entry) => transaction(() => audit.write(entry)),
      list: async (query) => audit.list(query),
      removeBefore: (instant, limit) => transaction(() => audit.removeBefore(instant, limit)),
    },
    records: {
      conversations: async ({ person, limit }) => conversations.list(person ?? null, limit),
      conversation: async (conversation) => conversations.read(conversation),
      attachmentIds: async (conversation) => attachments.ids(conversation),
      removeConversation: (conversation, limit) =>
        transaction(() => records.removeConversation(conversation, limit)),
      removeIdle: (day, limit) => transaction(() => records.removeIdle(day, limit)),
      trimOld: (day, limit) => transaction(() => records.trimOld(day, limit)),
      removePerson: (person) => transaction(() => records.removePerson(person)),
      removeAttachmentsBefore: (instant, limit) =>
        transaction(() => attachments.removeBefore(instant, limit)),
      treeVersionsBefore: async (instant) => records.treeVersionsBefore(instant),
      removeTreeVersion: (id, instant) => transaction(() => records.removeTreeVersion(id, instant)),
      statesAfter: async (after, limit) => records.statesAfter(after, limit),
      scrub: async () => {
        // The write-ahead log still holds the deleted pages; emptying it is what makes them gone.
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      },
    },

    accept: (entry) => transaction(() => turns.accept(entry)),
    wasAccepted: async (conversation, dedupeKey) => turns.isKnown({ conversation, dedupeKey }),
    readLog: async (conversation, afterSeq, limit) => log.read(conversation, afterSeq, limit),
    lastSeq: async (conversation) => log.lastSeq(conversation),

    leaseTurn: (conversation, owner, now, until) =>
      transaction(() => turns.lease(conversation, owner, now, until)),
    recoverLeases: (owner) => transaction(() => turns.recoverLeases(owner)),
    conversationsWithTurns: async () => turns.openConversations(),
    commitTurn: (writes) => transaction(() => commit(writes)),
    parkTurn: (turn, writes) => transaction(() => park(turn, writes)),
    turnResponse: async (turnId) => turns.response(turnId),

    readState: async (keys) => state.read(keys),
    readPerson: async (key) => state.readPerson(key),

    nextOutboxItem: async (conversation) => outbox.next(conversation),
    conversationsWithOutbox: async () => outbox.waitingConversations(),
    outboxDelivered: (outboxId, channelActivityId, at) =>
      transaction(() => outbox.delivered(outboxId, channelActivityId, at)),
    outboxSilencedBy: async (outboxId) => outbox.silencedBy(outboxId),
    outboxWithheld: (outboxId, change) =>
      transaction(() => {
        const changed = cases.change(change);
        if (changed.outcome === 'changed') outbox.withheld(outboxId);
        return changed;
      }),
    outboxStates: async (conversation, fromSeq, toSeq) => outbox.states(conversation, fromSeq, toSeq),
    outboxFailed: (outboxId, error, retryAt) => transaction(() => outbox.failed(outboxId, error, retryAt)),

    pendingProbeJobs: async () => jobs.pending(),
    probeJobStarted: (jobId) => transaction(() => jobs.started(jobId)),
    finishProbeJob: (jobId, entry) => transaction(() => (jobs.close(jobId) ? turns.accept(entry) : null)),

    saveTreeVersion: (id, content, at) => transaction(() => kept.saveTreeVersion(id, content, at)),
    readTreeVersion: async (id) => kept.readTreeVersion(id),

    createDirectLineConversation: (conversation) => transaction(() => directLine.create(conversation)),
    readDirectLineConversation: async (conversationId) => directLine.read(conversationId),
    startDirectLineConversation: (conversationId) => transaction(() => directLine.start(conversationId)),
    saveAttachments: (conversation, sent, room, at) =>
      transaction(() => attachments.save(conversation, sent, room, at)),
    readAttachment: async (conversation, id) => attachments.read(conversation, id),
    keepSecret: (name, candidate) => transaction(() => kept.keepSecret(name, candidate)),

    // Behind what still waits to be committed.
    close: () => transaction(() => undefined).then(() => database.close()),
  };
}

/** The turn's changes were decided on what is still so; nothing else may be in their way. Throws, which discards the turn's writes. */
function mustChange({ outcome }: CaseChanged): void {
  if (outcome !== 'changed') throw new Error(`a case was changed by a turn, but storage says ${outcome}`);
}
