import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { CaseStore } from '../storage/caseStore.js';
import type { InboundEntry } from '../storage/storage.js';
import type { CaseEventType } from './case/caseEvent.js';
import type { CaseState } from './case/caseState.js';
import type { CaseFeed } from './caseFeed.js';
import { caseState } from './caseRow.js';
import { caseEntry } from './handoffEvent.js';

/** The internal event that has a conversation told that its case is the next to be taken; its `value` names the case. */
export const nextInLineEvent = 'trustdesk/nextInLine';

export interface NextInLineParts {
  readonly cases: Pick<CaseStore, 'read' | 'firstWaiting'>;
  readonly feed: CaseFeed;
  readonly accept: (entry: InboundEntry) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
}

const leaving: ReadonlySet<CaseEventType> = new Set([
  ...(['claimed', 'transferred', 'resolved', 'cancelled', 'expired', 'failed'] as const),
]);

/** Whenever a case leaves its queue, has the one told that is the next there now, once. Returns what ends that. */
export function watchLines(parts: NextInLineParts): () => void {
  return parts.feed.subscribe((caseId, events) => {
    // Each word in an open case is a change too.
    if (!events.some(({ type }) => leaving.has(type))) return;
    tellNext(parts, caseId).catch((err: unknown) => {
      parts.log.error({ err, caseId }, 'Who is next in line could not be told so.');
    });
  });
}

async function tellNext({ cases, accept, clock }: NextInLineParts, caseId: string): Promise<void> {
  const changed = await cases.read(caseId);
  if (changed === null) return;
  const left = leftQueueAt(caseState(changed));
  if (left === null) return;
  const next = await cases.firstWaiting(changed.queue);
  if (next === null) return;
  const since = caseState(next).queuedAt;
  // Who stood before it was the next already; who came when it was gone was told so at once.
  if (since < caseState(changed).queuedAt || since > left) return;
  await accept(
    caseEntry(next, {
      ...{ name: nextInLineEvent, value: { caseId: next.caseId }, at: clock.now().toISOString() },
      dedupeKey: `next in line ${next.caseId}`,
    }),
  );
}

/** When somebody took it, or it ended before; null while it waits, and for an end after somebody had it. */
function leftQueueAt({ status, claimedAt, queuedAt, endedAt }: CaseState): string | null {
  if (status === 'claimed') return claimedAt;
  const waited = claimedAt === null || claimedAt < queuedAt;
  return endedAt !== null && waited ? endedAt : null;
}
