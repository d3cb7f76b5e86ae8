import type { Clock } from '../../base/clock.js';
import type { CaseRecord } from '../../storage/caseStore.js';
import type { ConversationFeed } from '../../storage/conversationFeed.js';
import type { StoredActivity } from '../../storage/storage.js';
import { isPersonTyping } from '../isPersonTyping.js';
import type { Hub } from './hub.js';

export interface WatchedCasesParts {
  readonly feed: Pick<ConversationFeed, 'subscribe'>;
  readonly clock: Clock;
  /** Something was said in the conversation of a hub's case. */
  readonly onSaid: (hub: Hub, caseId: string) => void;
}

/** Clients show that somebody types for some seconds. */
const typingMs = 3_000;

/** Listens in the conversations of open cases for their hubs. */
export class WatchedCases {
  readonly #parts: WatchedCasesParts;
  readonly #ends = new Map<string, () => void>();

  constructor(parts: WatchedCasesParts) {
    this.#parts = parts;
  }

  /** From now on for this hub; for none when the case has ended or its hub is not one of ours. */
  watch(record: CaseRecord, hub: Hub | undefined): void {
    const { caseId, conversation } = record;
    this.#ends.get(caseId)?.();
    this.#ends.delete(caseId);
    if (!record.open || hub === undefined) return;
    const { feed, clock, onSaid } = this.#parts;
    let typedAt = 0;
    const listener = {
      entries: () => onSaid(hub, caseId),
      ephemeral(activity: StoredActivity) {
        const now = clock.now().getTime();
        if (!isPersonTyping(activity) || now - typedAt < typingMs) return;
        typedAt = now;
        void hub.typing?.(record);
      },
    };
    this.#ends.set(caseId, feed.subscribe(conversation, listener));
  }

  close(): void {
    for (const end of this.#ends.values()) end();
    this.#ends.clear();
  }
}
