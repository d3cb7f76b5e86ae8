import type { CaseStore } from '../../../storage/caseStore.js';
import { type ConversationKey, conversationKey } from '../../../storage/storage.js';

export const teamsHubId = 'teams';

/** Teams' conversation id of the thread below a message of a channel; by it the thread of a case is kept. */
export function threadBelow(channel: string, messageId: string): string {
  return `${channel};messageid=${messageId}`;
}

/** The message that a thread begins with. */
export function firstMessageOf(thread: string): string {
  return thread.slice(thread.lastIndexOf('=') + 1);
}

/** Our own conversation in which agents write about a case in its thread; null when it has none. */
export async function teamsConversationOf(
  cases: Pick<CaseStore, 'threadOf'>,
  caseId: string,
): Promise<ConversationKey | null> {
  const thread = await cases.threadOf(teamsHubId, caseId);
  return thread === null ? null : conversationKey('msteams', thread);
}
