import { silentLog } from '../../src/base/log.js';
import type { CaseAgent, QueueStanding } from '../../src/handoff/case/caseState.js';
import { decideCase } from '../../src/handoff/case/decideCase.js';
import { CaseFeed } from '../../src/handoff/caseFeed.js';
import { caseChange, caseEvent } from '../../src/handoff/caseRow.js';
import { type Handoff, makeHandoff } from '../../src/handoff/handoff.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import type { InboundEntry, Storage } from '../../src/storage/storage.js';
import { requestOf, standingOf } from './caseFixtures.js';

const reach = {
  identity: { claims: [], audience: '', callerId: null },
  conversationReference: { channelId: 'test', conversation: { id: 'c1' }, user: { id: 'user' } },
};

/** Cases over a database, in memory unless another is given, with a clock that stands until it is moved. */
export interface HandoffHouse {
  readonly storage: Storage;
  readonly feed: CaseFeed;
  readonly handoff: Handoff;
  /** What conversations were told. */
  readonly entries: InboundEntry[];
  readonly clock: { now(): Date };
  readonly log: typeof silentLog;
  /** What was logged as an error. */
  readonly errors: string[];
  pass(ms: number): void;
  /** An instant so many milliseconds after the start, ISO 8601 UTC. */
  at(ms: number): string;
  /** A case that waits in its queue; its conversation is `test/<caseId>`. */
  open(caseId: string, standing?: QueueStanding): Promise<string>;
  claim(caseId: string, agent: CaseAgent): Promise<void>;
  /** Types of the case's events. */
  events(caseId: string): Promise<readonly string[]>;
}

export function handoffHouse(storage: Storage = openSqliteStorage(':memory:')): HandoffHouse {
  const feed = new CaseFeed();
  const entries: InboundEntry[] = [];
  const errors: string[] = [];
  const start = Date.parse('2026-03-01T08:00:00.000Z');
  let now = start;
  const clock = { now: () => new Date(now) };
  const accepted = (entry: InboundEntry) => void entries.push(entry);
  const handoff = makeHandoff({ storage, feed, accepted, clock });
  const log = { ...silentLog, error: (_: object, message: string) => void errors.push(message) };
  return {
    ...{ storage, feed, handoff, entries, clock, log, errors },
    pass(ms) {
      now += ms;
    },
    at: (ms) => new Date(start + ms).toISOString(),
    async open(caseId, standing = standingOf()) {
      const command = requestOf(caseId, `test/${caseId}`, standing);
      const decision = decideCase(null, 0, command, clock.now().toISOString());
      if (!decision.ok) throw new Error(decision.refusal);
      await storage.cases.change(caseChange(null, decision.events, reach, []));
      feed.publish(caseId, decision.events);
      return caseId;
    },
    async claim(caseId, agent) {
      const result = await handoff.act(caseId, { type: 'claim', agent });
      if (!result.ok) throw new Error(result.refusal);
    },
    async events(caseId) {
      const stored = await storage.cases.events(caseId, 0, 100);
      return stored.map(({ event }) => caseEvent(event).type);
    },
  };
}
