import type { CaseStore } from '../storage/caseStore.js';
import type { ConversationKey } from '../storage/storage.js';
import type { CaseState } from './case/caseState.js';
import { caseState } from './caseRow.js';

/** Number of the open case that ends when its person leaves the conversation; null when there is none. */
export async function caseEndedByLeaving(
  cases: Pick<CaseStore, 'openOf'>,
  conversation: ConversationKey,
): Promise<string | null> {
  const record = await cases.openOf(conversation);
  return record !== null && endsByLeaving(caseState(record)) ? record.reference : null;
}

/** Answers reach whoever has left by mail alone. */
export function endsByLeaving({ mailAddress }: CaseState): boolean {
  return mailAddress === null;
}
