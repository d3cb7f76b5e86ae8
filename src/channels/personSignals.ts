import type { ConversationKey, LogEntry } from '../storage/storage.js';

/** What a channel learns of a person beside their words: worth something to who talks with them, but no turn. */
export interface PersonSignals {
  /** Their client has been given these entries of the conversation's log. */
  given(conversation: ConversationKey, entries: readonly LogEntry[]): void;
  /** They have seen everything up to this watermark, or so their client says. */
  read(conversation: ConversationKey, seq: number): void;
  typing(conversation: ConversationKey): void;
}
