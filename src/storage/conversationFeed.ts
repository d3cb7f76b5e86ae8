import type { ConversationKey, LogEntry, StoredActivity } from './storage.js';

export interface FeedListener {
  /** New log entries, in order; a listener that missed some reads the log. */
  entries(entries: readonly LogEntry[]): void;
  /** Typing and progress: shown now or never, not stored. */
  ephemeral(activity: StoredActivity): void;
}

/** Tells the open streams of a conversation what was just written. In-process; storage stays the truth. */
export class ConversationFeed {
  readonly #listeners = new Map<ConversationKey, Set<FeedListener>>();

  /** Returns the function that ends the subscription. */
  subscribe(conversation: ConversationKey, listener: FeedListener): () => void {
    const listeners = this.#listeners.get(conversation) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(conversation, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(conversation);
    };
  }

  publish(conversation: ConversationKey, entries: readonly LogEntry[]): void {
    for (const listener of this.#listeners.get(conversation) ?? []) listener.entries(entries);
  }

  publishEphemeral(conversation: ConversationKey, activity: StoredActivity): void {
    for (const listener of this.#listeners.get(conversation) ?? []) listener.ephemeral(activity);
  }
}
