import type { CaseRecord } from '../../../storage/caseStore.js';
import type { Storage } from '../../../storage/storage.js';
import { deliveriesOf, type MessageDelivery } from '../../messageDelivery.js';
import { agentMessageMark } from '../../spoken.js';

export type MessageStorage = Pick<Storage, 'readLog' | 'lastSeq'> & Parameters<typeof deliveriesOf>[0];

export interface LatestMessage {
  readonly messageId: string;
  readonly delivery: MessageDelivery;
  readonly at: string;
}

const mostEntries = 200;

/** The agents' messages among the conversation's latest entries, oldest first, with what has become of each. */
export async function latestMessages(
  storage: MessageStorage,
  record: CaseRecord,
): Promise<readonly LatestMessage[]> {
  const { conversation } = record;
  const after = Math.max(0, (await storage.lastSeq(conversation)) - mostEntries);
  const entries = await storage.readLog(conversation, after, mostEntries);
  const deliveries = await deliveriesOf(storage, record, entries);
  return entries.flatMap(({ seq, activity, at }) => {
    const delivery = deliveries.get(seq);
    const mark = agentMessageMark(activity);
    return delivery === undefined || mark === null ? [] : [{ messageId: mark.messageId, delivery, at }];
  });
}
