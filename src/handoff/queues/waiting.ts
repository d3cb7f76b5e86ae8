import type { CaseStore } from '../../storage/caseStore.js';
import type { CaseState } from '../case/caseState.js';

/** How a case that waits stands among those of its queue. */
export interface Waiting {
  /** 1: it is the next. */
  readonly position: number;
  /** Median of the latest measured waits, ms; null when too few are known to tell. */
  readonly expectedMs: number | null;
}

const mostListed = 500;
const latestWaits = 15;
const fewestWaits = 3;

/** A case that is being opened stands behind all that storage knows. */
export async function waiting(
  cases: Pick<CaseStore, 'list' | 'waits'>,
  { caseId, queuedAt, standing: { queue } }: CaseState,
): Promise<Waiting> {
  const open = await cases.list({ open: true, queue, limit: mostListed });
  const before = open.filter(({ caseId: other, state }) => {
    const { status, queuedAt: since } = state as unknown as CaseState;
    return other !== caseId && status === 'queued' && since <= queuedAt;
  });
  const waits = (await cases.waits(queue, latestWaits)).toSorted((a, b) => a - b);
  const expectedMs = waits.length < fewestWaits ? null : (waits[Math.floor(waits.length / 2)] ?? null);
  return { position: before.length + 1, expectedMs };
}
