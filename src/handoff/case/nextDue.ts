import type { CaseState } from './caseState.js';

export interface CaseDue {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly action: 'remind' | 'release' | 'expire';
}

/** When time alone next changes a case, and to what; null when it never does. */
export function nextDue(state: CaseState): CaseDue | null {
  const { status, standing, unansweredSince, remindedAt } = state;
  if (status === 'queued')
    return standing.expiresAt === null ? null : { at: standing.expiresAt, action: 'expire' };
  if (status !== 'claimed' || unansweredSince === null) return null;
  return remindedAt === null
    ? { at: later(unansweredSince, standing.remindAfterMs), action: 'remind' }
    : { at: later(remindedAt, standing.releaseAfterMs), action: 'release' };
}

function later(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}
