import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import type { CaseRecord, CaseStore } from '../../storage/caseStore.js';
import type { CaseFeed } from '../caseFeed.js';
import type { MailDelivery, SendMail } from './mail.js';
import type { Mailer } from './mailer.js';

export interface MailWorkerParts {
  readonly cases: Pick<CaseStore, 'read' | 'lagging' | 'events' | 'cursors' | 'moveCursor'>;
  readonly feed: CaseFeed;
  readonly mailers: readonly Mailer[];
  readonly send: SendMail;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number;
  readonly limits: MailWorkerLimits;
}

export interface MailWorkerLimits {
  /** How often cases are looked at that no news has come of. */
  readonly sweepMs: number;
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** What happened before that is not mailed any more. */
  readonly oldestMs: number;
}

export const mailWorkerLimits: MailWorkerLimits = {
  sweepMs: 15_000,
  firstDelayMs: 15_000,
  maxDelayMs: 60 * 60_000,
  oldestMs: 3 * 24 * 60 * 60_000,
};

const mostCases = 500;
const pageSize = 100;

interface Delay {
  readonly tries: number;
  /** Not to be tried before, ms since 1970. */
  readonly until: number;
}

/**
 * Sends what cases' events call for, at least once. The stored events are the outbox and a cursor a kind of mail says how
 * far it has come, so a restart goes on where the last process ended.
 */
export class MailWorker {
  readonly #parts: MailWorkerParts;
  /** Of single mails by cursor and case, and under '' of the mail server as a whole. */
  readonly #delays = new Map<string, Delay>();
  /** Cases that something has happened to since they were looked at. */
  readonly #changed = new Set<string>();
  #sweepAsked = false;
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;
  #unsubscribe: (() => void) | null = null;
  #running: Promise<void> | null = null;

  constructor(parts: MailWorkerParts) {
    this.#parts = parts;
  }

  /** Takes up what an earlier process left. */
  start(): void {
    this.#unsubscribe = this.#parts.feed.subscribe((caseId, events) => {
      if (events.length === 0) return;
      this.#changed.add(caseId);
      this.#run();
    });
    this.#timer = setInterval(() => this.wake(), this.#parts.limits.sweepMs).unref();
    this.wake();
  }

  /** Resolves when the mail under way has ended; the rest waits in storage. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe?.();
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  /** Looks at all cases of which not all is told, now or once it has done with what it does. */
  wake(): void {
    this.#sweepAsked = true;
    this.#run();
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  #run(): void {
    if (!this.#hasWork()) return;
    this.#running ??= this.#work()
      .catch((err: unknown) => {
        this.#parts.log.error({ err }, 'The mails about cases could not be read or kept.');
      })
      .finally(() => {
        this.#running = null;
        if (this.#hasWork()) this.#run();
      });
  }

  #hasWork(): boolean {
    return !this.#stopped && (this.#sweepAsked || this.#changed.size > 0);
  }

  async #work(): Promise<void> {
    while (this.#hasWork()) {
      const changed = [...this.#changed];
      this.#changed.clear();
      for (const caseId of changed) {
        const record = await this.#parts.cases.read(caseId);
        if (record === null) continue;
        for (const mailer of this.#parts.mailers) await this.#tryToBring(mailer, record);
      }
      if (!this.#sweepAsked) continue;
      this.#sweepAsked = false;
      for (const mailer of this.#parts.mailers) {
        const lagging = await this.#parts.cases.lagging(mailer.cursor, this.#oldest(), mostCases);
        for (const record of lagging) await this.#tryToBring(mailer, record);
      }
    }
  }

  #oldest(): string {
    const { clock, limits } = this.#parts;
    return new Date(clock.now().getTime() - limits.oldestMs).toISOString();
  }

  async #tryToBring(mailer: Mailer, record: CaseRecord): Promise<void> {
    if (this.#stopped) return;
    if (!this.#isDelayed('') && !this.#isDelayed(keyOf(mailer, record))) await this.#bring(mailer, record);
  }

  /** Does everything that can be done about a case now. */
  async #bring(mailer: Mailer, record: CaseRecord): Promise<void> {
    const { cases, log } = this.#parts;
    const { caseId } = record;
    let seen = (await cases.cursors(caseId))[mailer.cursor] ?? 0;
    while (!this.#stopped) {
      const events = await cases.events(caseId, seen, pageSize);
      if (events.length === 0) return;
      const step = await mailer.next(record, events);
      if (step.do === 'wait') return;
      const late = (events.find(({ n }) => n === step.to)?.at ?? '') < this.#oldest();
      if (step.do === 'send' && !late) {
        const delivery = await this.#parts.send(step.mail);
        if (!this.#isDone(delivery, keyOf(mailer, record), { caseId, mail: step.mail.id })) return;
      } else if (step.do === 'send') {
        log.error({ caseId, mail: step.mail.id }, 'A mail about a case was given up: it is too old by now.');
      }
      seen = step.to;
      await cases.moveCursor(caseId, mailer.cursor, seen);
    }
  }

  /** Whether nothing more is to be done about the mail. */
  #isDone(delivery: MailDelivery, key: string, fields: { caseId: string; mail: string }): boolean {
    const { log } = this.#parts;
    switch (delivery.outcome) {
      case 'sent':
        this.#delays.delete(key);
        this.#delays.delete('');
        log.info(fields, 'A mail about a case was sent.');
        return true;
      case 'refused':
        this.#delays.delete(key);
        log.error({ ...fields, error: delivery.error }, 'A mail about a case was given up: it was refused.');
        return true;
      case 'later':
        this.#delay(key);
        log.warn({ ...fields, error: delivery.error }, 'A mail about a case is tried again later.');
        return false;
      case 'down':
        this.#delay('');
        log.warn({ ...fields, error: delivery.error }, 'The mail server can’t be used; mails wait.');
        return false;
    }
  }

  #isDelayed(key: string): boolean {
    return (this.#delays.get(key)?.until ?? 0) > this.#parts.clock.now().getTime();
  }

  #delay(key: string): void {
    const { clock, limits, random } = this.#parts;
    const tries = (this.#delays.get(key)?.tries ?? 0) + 1;
    const ceiling = Math.min(limits.maxDelayMs, limits.firstDelayMs * 2 ** Math.min(tries - 1, 20));
    const until = clock.now().getTime() + ceiling / 2 + (random() * ceiling) / 2;
    this.#delays.set(key, { tries, until });
  }
}

function keyOf({ cursor }: Mailer, { caseId }: CaseRecord): string {
  return `${cursor} ${caseId}`;
}
