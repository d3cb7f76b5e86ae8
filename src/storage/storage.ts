import type { JsonObject } from '../base/json.js';
import type { AgentStore } from './agentStore.js';
import type { AuditStore } from './auditStore.js';
import type { CaseChange, CaseChanged, CaseStore, SeenCase } from './caseStore.js';
import type { RecordStore } from './recordStore.js';

/** `channelId/conversationId`, the key of everything that belongs to one conversation. */
export type ConversationKey = string;

export function conversationKey(channelId: string, conversationId: string): ConversationKey {
  return `${channelId}/${conversationId}`;
}

/** The channel of a conversation's key or a person's. */
export function channelOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** `channelId/userId`, the key of what belongs to a person. */
export function personKey(channelId: string, userId: string): string {
  return `${channelId}/${userId}`;
}

/** Any Bot Framework activity as JSON; storage does not look inside beyond what its columns say. */
export type StoredActivity = JsonObject;

/** The authenticated caller, from which the turn's AuthenticateRequestResult is rebuilt. */
export interface TurnIdentity {
  readonly claims: readonly { readonly type: string; readonly value: string }[];
  readonly audience: string;
  readonly callerId: string | null;
}

/** How the caller waits for this activity's turn. */
export type TurnMode = 'queued' | 'invoke' | 'expectReplies';

export interface InboundEntry {
  readonly conversation: ConversationKey;
  readonly activity: StoredActivity;
  readonly identity: TurnIdentity;
  /** What makes the same post the same: the activity id, or channelData.clientActivityID on our own Direct Line. */
  readonly dedupeKey: string;
  /** 'internal' entries (probe results, timers) run turns but are never shown. */
  readonly direction: 'in' | 'internal';
  readonly mode: TurnMode;
  readonly receivedAt: string;
}

export interface Accepted {
  readonly turnId: number;
  /** Position in the conversation's log, 1, 2, 3 …: the watermark. */
  readonly seq: number;
  readonly duplicate: boolean;
}

/**
 * One line of the conversation as it happened. An 'out' entry's `activity.id` is our id of the message; an update is a
 * later entry with the same id, a delete a later entry of type 'messageDelete' with that id.
 */
export interface LogEntry {
  readonly seq: number;
  readonly direction: 'in' | 'out' | 'internal';
  readonly activity: StoredActivity;
  readonly at: string;
}

export interface LeasedTurn {
  readonly turnId: number;
  readonly conversation: ConversationKey;
  readonly seq: number;
  readonly activity: StoredActivity;
  readonly identity: TurnIdentity;
  readonly mode: TurnMode;
  /** When its activity was accepted. */
  readonly receivedAt: string;
  /** This run's number, from 1. */
  readonly tries: number;
  /** The lease's fencing number; a commit with an older one is refused. */
  readonly fence: number;
  /** Whether later turns of the conversation waited already when this one was leased. */
  readonly moreWait: boolean;
}

/** Who speaks: the bot, which is silent while a human has the conversation, or the house: agents, notices. */
export type Speaker = 'bot' | 'house';

export type OutgoingKind = 'send' | 'update' | 'delete';

/** A reply gathered in a turn. `id` is ours; an update or delete names the `id` of the message it changes. */
export interface OutgoingActivity {
  readonly id: string;
  readonly kind: OutgoingKind;
  readonly speaker: Speaker;
  readonly activity: StoredActivity;
  /** 'log': delivered by being in the log (our own Direct Line); 'connector': posted to activity.serviceUrl; 'response': in the held HTTP response. */
  readonly delivery: 'log' | 'connector' | 'response';
}

export interface TurnWrites {
  readonly turnId: number;
  readonly conversation: ConversationKey;
  readonly fence: number;
  /** BotState's collected writes; null deletes. */
  readonly state: ReadonlyMap<string, JsonObject | null>;
  readonly outgoing: readonly OutgoingActivity[];
  readonly probeJobs: readonly NewProbeJob[];
  /** Jobs whose result nobody waits for any more. */
  readonly cancelledJobs: readonly string[];
  readonly person: PersonChange | null;
  /** The conversation's open case when the turn began: the commit is refused when another change of it was stored since. */
  readonly seenCase: SeenCase | null;
  /** What the turn does to handoff cases, under the same condition; their `entries` are empty, since the turn itself tells the person. */
  readonly cases: readonly CaseChange[];
  /** The held response's body (invoke, expectReplies), kept so that a repeated post gets the same answer. */
  readonly response: HeldResponse | null;
  readonly at: string;
}

export type TurnCommit =
  | { readonly outcome: 'committed'; readonly entries: readonly LogEntry[] }
  /** The fence is stale. */
  | { readonly outcome: 'taken-over' }
  /** What the turn knew of the conversation's case is no longer so; it is to be run again. */
  | { readonly outcome: 'case-changed' };

/** What a caller that waits for its turn gets. */
export interface HeldResponse {
  readonly status: number;
  readonly body: unknown;
}

/** What is written about a turn that failed for good. */
export interface ParkedWrites {
  /** What the person is told. */
  readonly apology: readonly OutgoingActivity[];
  /** For the operator; never shown to the person. */
  readonly error: string;
  readonly response: HeldResponse | null;
  readonly at: string;
}

export interface NewProbeJob {
  readonly jobId: string;
  readonly conversation: ConversationKey;
  /** What to probe, in the probe's own terms. */
  readonly request: JsonObject;
  /** The conversation reference an internal event is built from. */
  readonly reference: JsonObject;
}

export interface PendingProbeJob extends NewProbeJob {
  readonly tries: number;
  readonly identity: TurnIdentity;
}

export interface PersonChange {
  readonly personKey: string;
  readonly locale?: string;
  /** When the latest looks began, ms since 1970; replaces what was kept. */
  readonly looks?: readonly number[];
}

/** What belongs to a person, in all their conversations. */
export interface PersonRecord {
  readonly locale: string | null;
  readonly looks: readonly number[];
}

/** `withheld`: not sent, since a human had taken the conversation by then. */
export type OutboxStatus = 'waiting' | 'delivered' | 'given-up' | 'withheld';

export interface OutboxItem {
  readonly outboxId: number;
  readonly conversation: ConversationKey;
  readonly kind: OutgoingKind;
  readonly speaker: Speaker;
  readonly id: string;
  /**
   * What the channel calls the message to update or delete: the id it gave when ours was delivered, or the given id
   * itself when the message was never ours. Null for a send, and when our message never reached the channel.
   */
  readonly channelActivityId: string | null;
  readonly activity: StoredActivity;
  readonly identity: TurnIdentity;
  readonly tries: number;
  /** Not to be tried before. */
  readonly dueAt: string;
}

export interface DirectLineConversation {
  readonly conversationId: string;
  readonly userId: string;
  readonly createdAt: string;
  readonly started: boolean;
}

/** A file that a person sent. */
export interface KeptAttachment {
  /** Unique in its conversation. */
  readonly id: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** The most bytes of files that are kept. */
export interface AttachmentRoom {
  readonly inConversation: number;
  readonly inAll: number;
}

export type AttachmentsSaved = 'saved' | 'conversation-full' | 'storage-full';

/**
 * What the house keeps. Every method is one transaction. All instants are ISO 8601 UTC, given by the caller.
 * Contract test: test/storage/storageContract.ts, run over every driver.
 */
export interface Storage {
  readonly cases: CaseStore;
  readonly agents: AgentStore;
  readonly audit: AuditStore;
  readonly records: RecordStore;

  /** Appends to the log and queues a turn; a repeated dedupeKey in the conversation changes nothing. */
  accept(entry: InboundEntry): Promise<Accepted>;
  /** Whether an entry of this dedupeKey was accepted before. */
  wasAccepted(conversation: ConversationKey, dedupeKey: string): Promise<boolean>;
  /** Entries after `afterSeq`, oldest first. */
  readLog(conversation: ConversationKey, afterSeq: number, limit: number): Promise<readonly LogEntry[]>;
  lastSeq(conversation: ConversationKey): Promise<number>;

  /** The oldest unfinished turn of the conversation, leased to `owner` until `until`; null when none or leased elsewhere. */
  leaseTurn(
    conversation: ConversationKey,
    owner: string,
    now: string,
    until: string,
  ): Promise<LeasedTurn | null>;
  /**
   * At the start of a process that serves the bot: frees turns leased by owners that can no longer exist. One process
   * serves an SQLite file, so there it is everybody else; where several serve one database, leases expire by themselves.
   */
  recoverLeases(owner: string): Promise<void>;
  /** Conversations that hold unfinished turns, for the start and the sweep. */
  conversationsWithTurns(): Promise<readonly ConversationKey[]>;
  /** All writes of a turn, with "done"; or nothing, when another run has taken the turn over or the case has changed. */
  commitTurn(writes: TurnWrites): Promise<TurnCommit>;
  /**
   * Marks the turn failed for good, with what the person is told about it, unless a human has the conversation: then the
   * bot is silent, and the human reads what it could not work on. [] and nothing written when the fence is stale.
   */
  parkTurn(turn: LeasedTurn, writes: ParkedWrites): Promise<readonly LogEntry[]>;
  /** The response of a finished invoke or expectReplies turn; null while it runs. */
  turnResponse(turnId: number): Promise<HeldResponse | null>;

  readState(keys: readonly string[]): Promise<ReadonlyMap<string, JsonObject>>;
  readPerson(personKey: string): Promise<PersonRecord | null>;

  /** The conversation's oldest undelivered item, due or not: what stands behind it waits. */
  nextOutboxItem(conversation: ConversationKey): Promise<OutboxItem | null>;
  /** Conversations that hold undelivered items, for the start. */
  conversationsWithOutbox(): Promise<readonly ConversationKey[]>;
  outboxDelivered(outboxId: number, channelActivityId: string | null, at: string): Promise<void>;
  /** `retryAt` null: given up. */
  outboxFailed(outboxId: number, error: string, retryAt: string | null): Promise<void>;
  /** The claimed case of the conversation, because of which this item of the bot must not be sent; null: it may go. */
  outboxSilencedBy(outboxId: number): Promise<string | null>;
  /** Takes the item out unsent, together with the change of the case that keeps its words; on a conflict does nothing. */
  outboxWithheld(outboxId: number, change: CaseChange): Promise<CaseChanged>;
  /** What became of the messages in the entries from `fromSeq` to `toSeq`, by seq; only those a connector delivers. */
  outboxStates(
    conversation: ConversationKey,
    fromSeq: number,
    toSeq: number,
  ): Promise<ReadonlyMap<number, OutboxStatus>>;

  /** Jobs that are neither finished nor cancelled, oldest first. */
  pendingProbeJobs(): Promise<readonly PendingProbeJob[]>;
  probeJobStarted(jobId: string): Promise<void>;
  /** Stores the internal event and closes the job, once; null when the job was cancelled or already closed. */
  finishProbeJob(jobId: string, entry: InboundEntry): Promise<Accepted | null>;

  /** Keeps a tree version (tree and texts) while a conversation may be on it. A known id keeps its content; `at` is the latest. */
  saveTreeVersion(id: string, content: JsonObject, at: string): Promise<void>;
  readTreeVersion(id: string): Promise<JsonObject | null>;

  createDirectLineConversation(conversation: DirectLineConversation): Promise<void>;
  readDirectLineConversation(conversationId: string): Promise<DirectLineConversation | null>;
  /** True when this call started it, false when it already was. */
  startDirectLineConversation(conversationId: string): Promise<boolean>;
  /** Keeps all of them or none; those whose id the conversation has already change nothing. */
  saveAttachments(
    conversation: ConversationKey,
    attachments: readonly KeptAttachment[],
    room: AttachmentRoom,
    at: string,
  ): Promise<AttachmentsSaved>;
  /** Null when this conversation has none of this id, or has it no more. */
  readAttachment(conversation: ConversationKey, id: string): Promise<KeptAttachment | null>;
  /** A secret made on first use and kept (signing key of our own tokens). `candidate` is stored when none is there. */
  keepSecret(name: string, candidate: string): Promise<string>;

  close(): Promise<void>;
}
