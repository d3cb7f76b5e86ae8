import type { Log } from '../base/log.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import type { ConversationKey, LogEntry, Storage } from '../storage/storage.js';
import type { CaseFeed } from './caseFeed.js';
import { agentMessageMark } from './spoken.js';

export interface PersonSignalsParts {
  readonly storage: Pick<Storage, 'cases' | 'lastSeq'>;
  readonly feed: ConversationFeed;
  readonly caseFeed: CaseFeed;
  readonly log: Log;
}

/** Cursors of a case: how far the person's client was given the conversation, and how far they have read it. */
export const personCursors = { delivered: 'person-delivered', read: 'person' } as const;

/** Brings what a channel learns of a person to the agent: cursors of their case, and typing. Fits the channels' PersonSignals. */
export function makePersonSignals(parts: PersonSignalsParts) {
  const { storage, feed, caseFeed, log } = parts;

  /** The newest case, ended or not: an answer may be read long after. */
  async function move(conversation: ConversationKey, name: string, seq: number): Promise<void> {
    const record = await storage.cases.latestOf(conversation);
    if (record === null) return;
    const { caseId } = record;
    if (seq <= ((await storage.cases.cursors(caseId))[name] ?? 0)) return;
    await storage.cases.moveCursor(caseId, name, seq);
    caseFeed.publish(caseId, []);
  }

  async function read(conversation: ConversationKey, seq: number): Promise<void> {
    await move(conversation, personCursors.read, Math.min(seq, await storage.lastSeq(conversation)));
  }

  async function typing(conversation: ConversationKey): Promise<void> {
    const record = await storage.cases.openOf(conversation);
    if (record?.status === 'claimed')
      feed.publishEphemeral(conversation, { type: 'typing', from: { role: 'user' } });
  }

  const quietly = (work: Promise<void>) => {
    work.catch((err: unknown) => {
      log.error({ err }, 'What a person’s client told of itself could not be kept.');
    });
  };
  return {
    given(conversation: ConversationKey, entries: readonly LogEntry[]) {
      const last = entries.findLast(
        ({ direction, activity }) => direction === 'out' && agentMessageMark(activity) !== null,
      );
      if (last !== undefined) quietly(move(conversation, personCursors.delivered, last.seq));
    },
    read: (conversation: ConversationKey, seq: number) => quietly(read(conversation, seq)),
    typing: (conversation: ConversationKey) => quietly(typing(conversation)),
  };
}
