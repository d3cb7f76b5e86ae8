import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { CaseRecord } from '../storage/caseStore.js';
import type { Storage } from '../storage/storage.js';
import type { QueueStanding } from './case/caseState.js';
import { caseState } from './caseRow.js';
import type { Handoff } from './handoff.js';
import type { Presence } from './presence.js';

export interface OfflineReleasesParts {
  readonly storage: Pick<Storage, 'cases'>;
  readonly handoff: Handoff;
  readonly presence: Pick<Presence, 'offlineSince'>;
  /** How a queue would take a case now. */
  readonly standing: (queue: string, now: Date) => QueueStanding;
  readonly clock: Clock;
  readonly log: Log;
}

/** A reload, a tunnel, a laptop carried to another room. A restart of ours counts from its start. */
const graceMs = 2 * 60_000;
const sweepMs = 15_000;
/** An agent's open cases that are taken back in one sweep. */
const most = 200;
/** Whether agents of other hubs are there is those hubs' knowledge. */
const hub = 'desk';

/** Takes cases back from agents who have no desk open any more, so that nobody waits for somebody who is gone. */
export class OfflineReleases {
  readonly #parts: OfflineReleasesParts;
  #interval: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;

  constructor(parts: OfflineReleasesParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#interval = setInterval(() => void this.sweep(), sweepMs);
    this.#interval.unref();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    clearInterval(this.#interval);
    await this.#running;
  }

  /** Takes back what is to be taken back by now. Resolves when it is done. */
  sweep(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    const { log, storage } = this.#parts;
    try {
      for (const agentId of await storage.cases.holders(hub)) await this.#releaseAll(agentId);
    } catch (err) {
      log.error({ err }, 'Cases of agents who are offline could not be looked for; tried again later.');
    }
  }

  async #releaseAll(agentId: string): Promise<void> {
    const { presence, storage } = this.#parts;
    const since = presence.offlineSince(agentId);
    if (since === null) return;
    const records = await storage.cases.list({ open: true, agentId, limit: most });
    for (const record of records) await this.#release(record, since);
  }

  async #release(record: CaseRecord, since: Date): Promise<void> {
    const { clock, handoff, log, standing } = this.#parts;
    const { caseId, queue } = record;
    const { agent, holding, claimedAt } = caseState(record);
    const now = clock.now();
    // A case may have been given to somebody who was offline already.
    const alone = Math.max(since.getTime(), Date.parse(claimedAt ?? ''));
    if (record.hub !== hub || agent === null || now.getTime() - alone < graceMs) return;
    try {
      await handoff.act(caseId, {
        ...{ type: 'release', agent, holding, reason: 'agent-offline', standing: standing(queue, now) },
      });
    } catch (err) {
      log.error(
        { err, caseId },
        'A case of an agent who is offline could not be taken back; tried again later.',
      );
    }
  }
}
