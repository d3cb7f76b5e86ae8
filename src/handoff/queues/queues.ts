import type { CaseRequest, QueueStanding } from '../case/caseState.js';

/** What decides to which queue a request goes. */
export type QueueChoice = Pick<CaseRequest, 'locale' | 'family' | 'channelId'>;

/** The queues in which people wait for a human, as the operator's data describes them. */
export interface Queues {
  /** Ids, in the order of the data; never empty. */
  readonly ids: readonly string[];
  /** The queue of the first rule that fits, else the fallback. */
  choose(choice: QueueChoice): string;
  /** How a queue would take a case now. An unknown id (the data has changed since) stands as the fallback does. */
  standing(queue: string, now: Date): QueueStanding;
}

const minute = 60_000;

/** One queue, always open, whose agents work at the desk. */
export const deskQueue: Queues = {
  ids: ['support'],
  choose: () => 'support',
  standing: () => ({
    queue: 'support',
    hub: 'desk',
    opensAt: null,
    expiresAt: null,
    remindAfterMs: 2 * minute,
    releaseAfterMs: 3 * minute,
  }),
};
