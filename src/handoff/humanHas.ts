import type { CaseStore } from '../storage/caseStore.js';
import type { ConversationKey } from '../storage/storage.js';

/** Whether a human has the conversation, so that the bot is silent in it. */
export async function humanHas(
  cases: Pick<CaseStore, 'openOf'>,
  conversation: ConversationKey,
): Promise<boolean> {
  const record = await cases.openOf(conversation);
  return record !== null && record.agentId !== null;
}
