import { activeFacts } from '../../dialogTree/activeTree.js';
import type { CaseReason } from '../../handoff/case/caseState.js';
import { caseFacts } from '../conversation/caseFacts.js';
import { say } from '../conversation/say.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { showAsking } from './asking.js';
import { mostAttempts } from './noteAttempt.js';
import { mayRequest } from './requestAllowance.js';
import { standingNow } from './sendRequest.js';
import { tellContact } from './tellContact.js';
import { tellWaiting } from './tellWaiting.js';

/**
 * Shows what would be passed on, and asks whether it may be; who waits already is told how long.
 *
 * @param said what the person said of it in the same breath
 */
export async function askForHuman(
  support: SupportTurn,
  reason: CaseReason,
  said: string | null = null,
): Promise<void> {
  const { memory, turn } = support;
  const open = turn.handoff.current();
  if (open !== null) return tellWaiting(support, open, 'again');
  if (standingNow(support).hub === 'none') return tellContact(support);
  if (!mayRequest(support)) {
    await say(support, 'handoff:often');
    return tellContact(support);
  }
  memory.asking = { step: 'summary', reason, words: said ?? memory.asking?.words ?? null };
  await showAsking(support);
}

/** Why somebody asks for a human in their own words. */
export function reasonToAsk({ memory, dc }: SupportTurn): CaseReason {
  if ((memory.misunderstood ?? 0) >= 2) return 'loop';
  const { failedAttempts } = caseFacts(activeFacts(dc) ?? {});
  return (failedAttempts ?? 0) >= mostAttempts ? 'failed-attempts' : 'asked';
}
