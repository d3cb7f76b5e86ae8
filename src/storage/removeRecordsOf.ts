import type { RecordStore } from './recordStore.js';
import type { ConversationKey } from './storage.js';

/** Rows of one transaction: some ms, which nobody notices. */
const slice = 200;
const page = 100;

/** Removes everything of a person: every conversation that they took part in, as a whole, and what is known of them. */
export async function removeRecordsOf(
  records: RecordStore,
  person: string,
): Promise<readonly ConversationKey[]> {
  const removed: ConversationKey[] = [];
  for (;;) {
    const found = await records.conversations({ person, limit: page });
    for (const { conversation } of found) {
      removed.push(conversation);
      await removeWhole(records, conversation);
    }
    if (found.length === 0) break;
  }
  await records.removePerson(person);
  await records.scrub();
  return removed;
}

/** Removes everything of a conversation. */
export async function removeWhole(records: RecordStore, conversation: ConversationKey): Promise<void> {
  for (let gone = slice; gone > 0; ) gone = await records.removeConversation(conversation, slice);
}
