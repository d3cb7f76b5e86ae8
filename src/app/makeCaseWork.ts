import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { CaseFeed } from '../handoff/caseFeed.js';
import { CaseTimers } from '../handoff/caseTimers.js';
import type { Handoff } from '../handoff/handoff.js';
import { watchLines } from '../handoff/nextInLine.js';
import { OfflineReleases } from '../handoff/offlineReleases.js';
import { makePresence, type Presence } from '../handoff/presence.js';
import type { Queues } from '../handoff/queues/queues.js';
import type { InboundEntry, Storage } from '../storage/storage.js';

export interface CaseWorkParts {
  readonly storage: Storage;
  readonly handoff: Handoff;
  readonly caseFeed: CaseFeed;
  readonly queues: () => Queues;
  /** Runs the turn of an entry that is to be stored. */
  readonly accept: (entry: InboundEntry) => Promise<unknown>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What is done about cases beside the turns: by time, for agents who have gone, and along the lines of who waits. */
export interface CaseWork {
  readonly presence: Presence;
  start(): void;
  /** Does everything that is due by now. */
  sweep(): Promise<void>;
  stop(): Promise<void>;
}

export function makeCaseWork(parts: CaseWorkParts): CaseWork {
  const { storage, handoff, caseFeed, queues, accept, clock, log } = parts;
  const unwatchLines = watchLines({ cases: storage.cases, feed: caseFeed, accept, clock, log });
  const standing = (queue: string, now: Date) => queues().standing(queue, now);
  const presence = makePresence(clock, (agentId, at) => keepSeen(parts, agentId, at));
  const timers = new CaseTimers({ ...{ storage, handoff, standing, clock, log }, feed: caseFeed });
  const releases = new OfflineReleases({ storage, handoff, presence, standing, clock, log });
  return {
    presence,
    start() {
      timers.start();
      releases.start();
    },
    async sweep() {
      await timers.sweep();
      await releases.sweep();
    },
    async stop() {
      unwatchLines();
      await Promise.all([timers.stop(), releases.stop()]);
    },
  };
}

function keepSeen({ storage, log }: CaseWorkParts, agentId: string, lastSeenAt: string): void {
  storage.agents.change(agentId, { lastSeenAt }).catch((err: unknown) => {
    log.error({ err, agentId }, 'When an agent’s desk was last open could not be kept.');
  });
}
