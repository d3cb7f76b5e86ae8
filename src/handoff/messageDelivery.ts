import type { CaseRecord } from '../storage/caseStore.js';
import type { ConversationKey, LogEntry, OutboxStatus, Storage } from '../storage/storage.js';
import { personCursors } from './personSignals.js';
import { agentMessageMark } from './spoken.js';

/**
 * What has become of an agent's message: on its way, taken by the person's client or channel, seen by them (as far as the
 * channel tells), or given up: then it may be sent again, with another messageId.
 */
export type MessageDelivery = 'sent' | 'delivered' | 'read' | 'failed';

/**
 * By seq, of the agents' messages among these entries of the case's conversation. A message stands in the log after its
 * turn, even after one that failed; until then it is on its way.
 */
export async function deliveriesOf(
  storage: Pick<Storage, 'cases' | 'outboxStates'>,
  { caseId, conversation }: Pick<CaseRecord, 'caseId' | 'conversation'>,
  entries: readonly LogEntry[],
): Promise<ReadonlyMap<number, MessageDelivery>> {
  const sent = entries.filter(
    ({ direction, activity }) => direction === 'out' && agentMessageMark(activity) !== null,
  );
  if (sent.length === 0) return new Map();
  const cursors = await storage.cases.cursors(caseId);
  const seqs = sent.map(({ seq }) => seq);
  const states = await storage.outboxStates(conversation, Math.min(...seqs), Math.max(...seqs));
  const delivered = cursors[personCursors.delivered] ?? 0;
  const read = cursors[personCursors.read] ?? 0;
  return new Map(
    sent.map(({ seq }) => {
      if (seq <= read) return [seq, 'read'];
      return [seq, afterOutbox(states.get(seq) ?? (seq <= delivered ? 'delivered' : 'waiting'))];
    }),
  );
}

/**
 * These entries without the bot's messages that were withheld, which stand in the log though the person never got them;
 * their words are notes of the case. For whoever shows or passes on what was said.
 */
export async function withoutWithheld(
  storage: Pick<Storage, 'outboxStates'>,
  conversation: ConversationKey,
  entries: readonly LogEntry[],
): Promise<readonly LogEntry[]> {
  const [first, last] = [entries.at(0), entries.at(-1)];
  if (first === undefined || last === undefined) return entries;
  const withheld = new Set(await withheldAmong(storage, conversation, first.seq, last.seq));
  return entries.filter(({ seq }) => !withheld.has(seq));
}

/** The seqs from `fromSeq` to `toSeq` of the bot's messages that were withheld. */
export async function withheldAmong(
  storage: Pick<Storage, 'outboxStates'>,
  conversation: ConversationKey,
  fromSeq: number,
  toSeq: number,
): Promise<readonly number[]> {
  const states = await storage.outboxStates(conversation, fromSeq, toSeq);
  return [...states].flatMap(([seq, status]) => (status === 'withheld' ? [seq] : []));
}

function afterOutbox(status: OutboxStatus): MessageDelivery {
  if (status === 'waiting') return 'sent';
  return status === 'delivered' ? 'delivered' : 'failed';
}
