import type { CaseAgent, CaseRequest, QueueStanding } from '../../src/handoff/case/caseState.js';
import type { CaseCommand } from '../../src/handoff/case/decideCase.js';

export const anna: CaseAgent = { id: 'anna', name: 'Anna' };
export const minh: CaseAgent = { id: 'minh', name: 'Minh' };

export const request: CaseRequest = {
  ...{ reason: 'asked', locale: 'fr', channelId: 'test', personName: null, family: null, facts: {} },
  ...{ place: null, words: null, consentAt: null, timeZone: null },
};

export const minute = 60_000;

/** A queue as a test needs it: reminds after 2 minutes, takes back after 3 more. */
export function standingOf(more: Partial<QueueStanding> = {}): QueueStanding {
  return {
    ...{ queue: 'support', hub: 'desk', opensAt: null, expiresAt: null },
    ...{ remindAfterMs: 2 * minute, releaseAfterMs: 3 * minute },
    ...more,
  };
}

export function requestOf(caseId: string, conversation: string, standing = standingOf()): CaseCommand {
  const reference = `TD-${caseId}`;
  return { type: 'request', caseId, reference, conversation, person: 'test/user', request, standing };
}
