import type { CaseRecord } from '../storage/caseStore.js';
import type { LogEntry, OutboxStatus, Storage } from '../storage/storage.js';
import { agentMessageKey } from './handoffEvent.js';
import { personCursors } from './personSignals.js';
import { agentMessageMark } from './spoken.js';

/**
 * What has become of an agent's message: on its way, taken by the person's client or channel, seen by them (as far as the
 * channel tells), or given up: then it may be sent again, with another messageId.
 */
export type MessageDelivery = 'sent' | 'delivered' | 'read' | 'failed';

type DeliveryStorage = Pick<Storage, 'cases' | 'outboxStates' | 'turnState'>;

/** By seq, of the agents' messages among these entries of the case's conversation; entries in their order. */
export async function deliveriesOf(
  storage: DeliveryStorage,
  { caseId, conversation }: Pick<CaseRecord, 'caseId' | 'conversation'>,
  entries: readonly LogEntry[],
): Promise<ReadonlyMap<number, MessageDelivery>> {
  const sent = entries.filter(
    ({ direction, activity }) => direction === 'out' && agentMessageMark(activity) !== null,
  );
  const [first, last] = [sent.at(0), sent.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const cursors = await storage.cases.cursors(caseId);
  const states = await storage.outboxStates(conversation, first.seq, last.seq);
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
 * Of a message that `speak` has taken and that stands in the log under its messageId only after its turn: `sent` while
 * that turn is to come. Null when the turn is done, so that the log tells (it has the message even when the turn was given
 * up), or no such message was taken.
 */
export async function deliveryBeforeLog(
  storage: DeliveryStorage,
  { caseId, conversation }: Pick<CaseRecord, 'caseId' | 'conversation'>,
  messageId: string,
): Promise<MessageDelivery | null> {
  const state = await storage.turnState(conversation, agentMessageKey(caseId, messageId));
  return state === 'open' ? 'sent' : null;
}

function afterOutbox(status: OutboxStatus): MessageDelivery {
  if (status === 'waiting') return 'sent';
  return status === 'delivered' ? 'delivered' : 'failed';
}
