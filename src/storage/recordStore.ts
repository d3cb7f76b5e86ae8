import type { JsonObject } from '../base/json.js';
import type { ConversationKey } from './storage.js';

/** A conversation of which something is kept. Days are UTC, `YYYY-MM-DD`. */
export interface KnownConversation {
  readonly conversation: ConversationKey;
  readonly firstDay: string;
  readonly lastDay: string;
  /** Person keys of those who wrote in it or began it. */
  readonly people: readonly string[];
}

/** The part of the states that was read, and where the next part begins. */
export interface StatePage {
  readonly states: readonly JsonObject[];
  /** Null when these were the last. */
  readonly after: string | null;
}

/**
 * What is kept as a whole, and how it goes: when its time is over, or its person asks. Every method is one transaction of
 * at most about `limit` rows, so that conversations never wait long; whoever removes calls again until nothing is left.
 * A conversation is busy while it has an open case, an unfinished turn, an undelivered reply or a running probe.
 */
export interface RecordStore {
  /** The latest first. */
  conversations(query: {
    readonly person?: string;
    readonly limit: number;
  }): Promise<readonly KnownConversation[]>;
  /** Of one conversation; null when nothing is kept of it. */
  conversation(conversation: ConversationKey): Promise<KnownConversation | null>;
  /** Ids of the files that are kept of the conversation, the oldest first. */
  attachmentIds(conversation: ConversationKey): Promise<readonly string[]>;
  /** Removes rows of the conversation, busy or not; returns how many, 0 when nothing was left of it. */
  removeConversation(conversation: ConversationKey, limit: number): Promise<number>;
  /** Removes rows of conversations without anything since `day` that are not busy; returns how many. */
  removeIdle(day: string, limit: number): Promise<number>;
  /**
   * Removes what is older than `day` from conversations that went on since and are not busy: entries of the log with their
   * turns, cases that ended, people who have not written since. Returns how many rows; 0 when there is no more.
   */
  trimOld(day: string, limit: number): Promise<number>;
  /** Removes what is known of a person in all their conversations. */
  removePerson(person: string): Promise<void>;
  /** Removes files saved before `instant`, at most `limit`; returns how many. */
  removeAttachmentsBefore(instant: string, limit: number): Promise<number>;
  /** Ids of tree versions that were last stored before `instant`. */
  treeVersionsBefore(instant: string): Promise<readonly string[]>;
  /** Unless it was stored again since `instant`. */
  removeTreeVersion(id: string, instant: string): Promise<void>;
  /** What conversations stand on, by key, after the key `after`. */
  statesAfter(after: string, limit: number): Promise<StatePage>;
  /** Makes sure that nothing that was removed is left in the database's files. */
  scrub(): Promise<void>;
}
