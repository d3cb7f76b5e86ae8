import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { CaseRecord } from '../storage/caseStore.js';
import type { Storage } from '../storage/storage.js';
import type { QueueStanding } from './case/caseState.js';
import type { CaseFeed } from './caseFeed.js';
import type { Handoff } from './handoff.js';

export interface CaseTimersParts {
  readonly storage: Pick<Storage, 'cases'>;
  readonly handoff: Handoff;
  readonly feed: CaseFeed;
  /** How a queue would take a case now. */
  readonly standing: (queue: string, now: Date) => QueueStanding;
  readonly clock: Clock;
  readonly log: Log;
  /** How often it looks without being asked: for what failed, and for what a clock that was set back has hidden. */
  readonly sweepMs?: number;
}

const defaultSweepMs = 15_000;
/** Cases of one pass; more are taken in the next. */
const page = 100;

/**
 * Lets time act on cases: reminds silent agents, takes cases back from them, ends what nobody claims. When a case is due
 * is stored with it, so that a restart forgets nothing.
 */
export class CaseTimers {
  readonly #parts: CaseTimersParts;
  readonly #sweepMs: number;
  /** Cases that could not be acted on; left alone until the next sweep, so that they keep no others waiting. */
  readonly #failed = new Set<string>();
  #unsubscribe: () => void = () => undefined;
  #interval: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = false;

  constructor(parts: CaseTimersParts) {
    this.#parts = parts;
    this.#sweepMs = parts.sweepMs ?? defaultSweepMs;
  }

  start(): void {
    this.#unsubscribe = this.#parts.feed.subscribe((_caseId, events) => {
      if (events.length > 0) void this.#wake();
    });
    this.#interval = setInterval(() => void this.sweep(), this.#sweepMs);
    this.#interval.unref();
    void this.sweep();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearInterval(this.#interval);
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Does what is due by now. Resolves when it is done. */
  sweep(): Promise<void> {
    this.#failed.clear();
    return this.#wake();
  }

  #wake(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        await this.#pass();
      }
    } catch (err) {
      this.#parts.log.error({ err }, 'Cases that are due could not be looked for; tried again later.');
    } finally {
      this.#running = null;
    }
  }

  async #pass(): Promise<void> {
    const { clock, storage } = this.#parts;
    const limit = page + this.#failed.size;
    const due = await storage.cases.due(clock.now().toISOString(), limit);
    for (const record of due) if (!this.#failed.has(record.caseId)) await this.#tick(record);
    if (due.length === limit) this.#again = true;
    this.#setTimer(await storage.cases.earliestDue());
  }

  async #tick({ caseId, queue }: CaseRecord): Promise<void> {
    const { clock, handoff, log, standing } = this.#parts;
    try {
      await handoff.act(caseId, { type: 'tick', standing: standing(queue, clock.now()) });
    } catch (err) {
      this.#failed.add(caseId);
      log.error({ err, caseId }, 'A case that is due could not be acted on; tried again later.');
    }
  }

  /** What has come already has failed, and what is far away is found by a sweep. */
  #setTimer(dueAt: string | null): void {
    clearTimeout(this.#timer);
    if (dueAt === null || this.#stopped) return;
    const wait = Date.parse(dueAt) - this.#parts.clock.now().getTime();
    if (wait <= 0 || wait > this.#sweepMs) return;
    this.#timer = setTimeout(() => void this.#wake(), wait);
    this.#timer.unref();
  }
}
