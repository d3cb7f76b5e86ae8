import type { CaseStore } from '../../storage/caseStore.js';
import type { CaseState } from '../case/caseState.js';

/** How a case that waits stands among those of its queue. */
export interface Waiting {
  /** 1: it is the next. */
  readonly position: number;
  /** Median of the latest measured waits, ms; null when too few are known to tell. */
  readonly expectedMs: number | null;
}

const latestWaits = 15;
const fewestWaits = 3;
/** Longer ago, other people worked there. */
const recentMs = 7 * 24 * 60 * 60 * 1000;

/** A case that is being opened stands behind all that storage knows. */
export async function waiting(
  cases: Pick<CaseStore, 'waitingBefore' | 'waits'>,
  { queuedAt, standing: { queue } }: Pick<CaseState, 'queuedAt' | 'standing'>,
  now: Date,
): Promise<Waiting> {
  const since = new Date(now.getTime() - recentMs).toISOString();
  const waits = (await cases.waits(queue, since, latestWaits)).toSorted((a, b) => a - b);
  const expectedMs = waits.length < fewestWaits ? null : (waits[Math.floor(waits.length / 2)] ?? null);
  return { position: (await cases.waitingBefore(queue, queuedAt)) + 1, expectedMs };
}
