import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { ConversationFeed } from '../storage/conversationFeed.js';
import type {
  Accepted,
  ConversationKey,
  HeldResponse,
  InboundEntry,
  LeasedTurn,
  LogEntry,
  ParkedWrites,
  Storage,
  TurnWrites,
} from '../storage/storage.js';
import { HeldResponses } from './heldResponses.js';
import { pause } from './pause.js';

export interface TurnQueueParts {
  readonly storage: Storage;
  readonly feed: ConversationFeed;
  /** Runs the bot; what it returns is committed, when it rejects nothing is. */
  readonly run: (turn: LeasedTurn) => Promise<TurnWrites>;
  /** What is written when a turn is given up. */
  readonly park: (turn: LeasedTurn, error: string) => Promise<ParkedWrites>;
  /** Called after a commit, with what now waits to be done. */
  readonly committed: (
    turn: LeasedTurn,
    writes: Pick<TurnWrites, 'outgoing' | 'probeJobs' | 'cancelledJobs' | 'cases'>,
  ) => void;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: TurnQueueLimits;
}

export interface TurnQueueLimits {
  /** Conversations that may be in a turn at once. */
  readonly concurrent: number;
  /** A run that takes longer counts as failed. Shorter than the lease, so that no other instance takes it over before. */
  readonly runMs: number;
  readonly leaseMs: number;
  readonly tries: number;
  /** Pause before the second run of a failed turn; four times as long before the third. */
  readonly backOffMs: number;
  /** How long a held response may be awaited. */
  readonly heldMs: number;
  /** How often conversations are looked for whose turns nobody runs: another instance died, or a lease ran out. */
  readonly sweepMs: number;
}

export const turnQueueLimits: TurnQueueLimits = {
  concurrent: 64,
  runMs: 30_000,
  leaseMs: 45_000,
  tries: 3,
  backOffMs: 100,
  heldMs: 10_000,
  sweepMs: 15_000,
};

/** An agent's messages and a claim change the case within milliseconds; nothing does so for ever. */
const mostRuns = 50;

/** Runs the turns of one conversation one after the other, and those of different conversations side by side. */
export class TurnQueue {
  readonly #parts: TurnQueueParts;
  readonly #owner: string;
  readonly #held: HeldResponses;
  readonly #ready = new Set<ConversationKey>();
  readonly #running = new Map<ConversationKey, Promise<void>>();
  #sweep: NodeJS.Timeout | null = null;
  #stopped = false;

  /** `owner` names this process among those that serve the same database. */
  constructor(parts: TurnQueueParts, owner: string) {
    this.#parts = parts;
    this.#owner = owner;
    this.#held = new HeldResponses(parts.limits.heldMs);
  }

  /** Takes up what an earlier process left undone, and looks again from time to time. */
  async start(): Promise<void> {
    await this.#parts.storage.recoverLeases(this.#owner);
    await this.#wakeAll();
    this.#sweep = setInterval(() => void this.#wakeAll(), this.#parts.limits.sweepMs);
    this.#sweep.unref();
  }

  /** Begins no further turn and resolves when the running ones have ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#sweep) clearInterval(this.#sweep);
    await Promise.all(this.#running.values());
  }

  /** Stores an activity and queues its turn. `response` is null for a queued one. */
  async accept(entry: InboundEntry): Promise<Accepted & { readonly response: Promise<HeldResponse> | null }> {
    const accepting = this.#parts.storage.accept(entry);
    // Before it is stored, so that its lease comes into the same commit.
    this.#wake(entry.conversation);
    const accepted = await accepting;
    const response = entry.mode === 'queued' ? null : this.#respond(accepted);
    this.#publish(entry, accepted);
    return { ...accepted, response };
  }

  /** Tells the queue of an entry that storage has taken by another way (a probe's result). */
  accepted(entry: InboundEntry, accepted: Accepted): void {
    this.#publish(entry, accepted);
    if (!accepted.duplicate) this.#wake(entry.conversation);
  }

  #publish({ conversation, direction, activity, receivedAt: at }: InboundEntry, accepted: Accepted): void {
    const { seq, duplicate } = accepted;
    if (!duplicate) this.#parts.feed.publish(conversation, [{ seq, direction, activity, at }]);
  }

  async #respond({ turnId, duplicate }: Accepted): Promise<HeldResponse> {
    const response = this.#held.wait(turnId);
    if (duplicate) {
      const stored = await this.#parts.storage.turnResponse(turnId);
      if (stored) this.#held.settle(turnId, stored);
    }
    return response;
  }

  async #wakeAll(): Promise<void> {
    try {
      for (const conversation of await this.#parts.storage.conversationsWithTurns()) this.#wake(conversation);
    } catch (err) {
      this.#parts.log.error({ err }, 'Unfinished turns could not be looked for; tried again later.');
    }
  }

  #wake(conversation: ConversationKey): void {
    this.#ready.add(conversation);
    this.#fill();
  }

  #fill(): void {
    for (const conversation of this.#ready) {
      if (this.#stopped || this.#running.size >= this.#parts.limits.concurrent) return;
      if (this.#running.has(conversation)) continue;
      this.#ready.delete(conversation);
      const done = this.#runOne(conversation)
        .catch((err: unknown) => {
          this.#parts.log.error(
            { err, conversation },
            'A turn could not be led to its end; it is taken up again later.',
          );
        })
        // SQLite answers without going through the event loop, where requests wait for their go.
        .then(() => setImmediate())
        .then(() => {
          this.#running.delete(conversation);
          this.#fill();
        });
      this.#running.set(conversation, done);
    }
  }

  /** One turn a go, so that a busy conversation stands behind the others again. */
  async #runOne(conversation: ConversationKey): Promise<void> {
    const { clock, limits, storage } = this.#parts;
    const now = clock.now();
    const until = new Date(now.getTime() + limits.leaseMs).toISOString();
    const turn = await storage.leaseTurn(conversation, this.#owner, now.toISOString(), until);
    if (!turn) return;
    // What is accepted from now on wakes the conversation by itself.
    if (turn.moreWait) this.#ready.add(conversation);
    // A turn that took its process down is never seen to fail; its number of tries tells.
    if (turn.tries > limits.tries) return this.#park(turn, 'the process ended in each of its runs');
    try {
      for (let runs = 1; !(await this.#commit(turn, await this.#runInTime(turn))); runs += 1)
        if (runs >= mostRuns) throw new Error(`the handoff case changed during each of ${runs} runs`);
    } catch (err) {
      const { turnId, tries } = turn;
      this.#parts.log.error({ err, turnId, tries, conversation }, 'A turn failed; nothing of it was kept.');
      if (tries >= limits.tries) return this.#park(turn, String(err));
      this.#ready.add(conversation);
      await pause(limits.backOffMs * 4 ** (tries - 1));
    }
  }

  async #runInTime(turn: LeasedTurn): Promise<TurnWrites> {
    const { runMs } = this.#parts.limits;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new Error(`the turn took longer than ${runMs} ms`)), runMs);
    try {
      return await Promise.race([this.#parts.run(turn), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** False when the turn is to be run again: what it knew of the conversation's handoff case is no longer so. */
  async #commit(turn: LeasedTurn, writes: TurnWrites): Promise<boolean> {
    const { log, storage } = this.#parts;
    const commit = await storage.commitTurn(writes);
    if (commit.outcome === 'case-changed') return false;
    if (commit.outcome === 'committed') this.#end(turn, commit.entries, writes.response, writes);
    else log.warn({ turnId: turn.turnId }, 'A turn was taken over by another run; this one is dropped.');
    return true;
  }

  async #park(turn: LeasedTurn, error: string): Promise<void> {
    const writes = await this.#parts.park(turn, error);
    const entries = await this.#parts.storage.parkTurn(turn, writes);
    const { turnId, conversation } = turn;
    this.#parts.log.error({ turnId, conversation, error }, 'A turn was given up; the person has been told.');
    this.#end(turn, entries, writes.response, {
      ...{ outgoing: writes.apology, probeJobs: [], cancelledJobs: [], cases: [] },
    });
  }

  #end(
    turn: LeasedTurn,
    entries: readonly LogEntry[],
    response: HeldResponse | null,
    writes: Pick<TurnWrites, 'outgoing' | 'probeJobs' | 'cancelledJobs' | 'cases'>,
  ): void {
    if (entries.length > 0) this.#parts.feed.publish(turn.conversation, entries);
    if (response) this.#held.settle(turn.turnId, response);
    this.#parts.committed(turn, writes);
  }
}
