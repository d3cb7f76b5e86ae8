import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import type { CaseRecord } from '../../storage/caseStore.js';
import type { ConversationFeed } from '../../storage/conversationFeed.js';
import type { CaseFeed } from '../caseFeed.js';
import type { Handoff } from '../handoff.js';
import type { Hub, HubDelivery } from './hub.js';
import { type NextPiece, nextPiece, type PieceSource } from './nextPiece.js';

export interface HubRelayParts extends PieceSource {
  readonly feed: Pick<ConversationFeed, 'subscribe'>;
  readonly caseFeed: CaseFeed;
  readonly hubs: readonly Hub[];
  readonly handoff: Handoff;
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number;
  readonly limits: HubRelayLimits;
}

export interface HubRelayLimits {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** A hub that takes nothing for so long has failed: the person is told and gets the bot back. */
  readonly downMs: number;
  /** How often cases are looked for of which a hub has not been told all. */
  readonly sweepMs: number;
  /** For so long after a case's end a hub that was down is still told of the end. */
  readonly endedMs: number;
}

export const hubRelayLimits: Omit<HubRelayLimits, 'downMs'> = {
  firstDelayMs: 1_000,
  maxDelayMs: 60_000,
  sweepMs: 60_000,
  endedMs: 24 * 60 * 60 * 1000,
};

const mostBehind = 1_000;

/**
 * Brings the hubs the story of their cases, in order within a case, at least once. The log of the conversation and the
 * events of the case are the outbox; cursors say how far a hub has come, so a restart goes on where the last one ended.
 */
export class HubRelay {
  readonly #parts: HubRelayParts;
  readonly #running = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  /** When a case's hub began to take nothing, ms since 1970. */
  readonly #downSince = new Map<string, number>();
  readonly #watched = new Map<string, () => void>();
  readonly #stop = new AbortController();
  #unsubscribe: (() => void) | null = null;
  #sweep: NodeJS.Timeout | null = null;

  constructor(parts: HubRelayParts) {
    this.#parts = parts;
  }

  /** Takes up what an earlier process left. */
  async start(): Promise<void> {
    this.#unsubscribe = this.#parts.caseFeed.subscribe((caseId, events) => {
      if (events.length > 0) void this.#changed(caseId);
    });
    this.#sweep = setInterval(() => void this.#wakeBehind(), this.#parts.limits.sweepMs);
    this.#sweep.unref();
    await this.#wakeBehind();
  }

  /** Resolves when the deliveries under way have ended; the rest waits in storage. */
  async stop(): Promise<void> {
    this.#unsubscribe?.();
    if (this.#sweep) clearInterval(this.#sweep);
    this.#stop.abort();
    for (const unwatch of this.#watched.values()) unwatch();
    this.#watched.clear();
    await Promise.all(this.#running.values());
  }

  async #wakeBehind(): Promise<void> {
    const { storage, hubs, clock, limits, log } = this.#parts;
    const endedAfter = new Date(clock.now().getTime() - limits.endedMs).toISOString();
    try {
      for (const hub of hubs) {
        for (const record of await storage.cases.behind(hub.id, endedAfter, mostBehind)) {
          this.#watch(record);
          this.#wake(hub, record.caseId);
        }
      }
    } catch (err) {
      log.error({ err }, 'Cases of other hubs could not be looked for; tried again later.');
    }
  }

  async #changed(caseId: string): Promise<void> {
    const { storage, hubs, log } = this.#parts;
    try {
      const record = await storage.cases.read(caseId);
      if (record === null) return;
      this.#watch(record);
      for (const hub of hubs) this.#wake(hub, caseId);
    } catch (err) {
      log.error({ err, caseId }, 'A changed case could not be read; its hub is told with the next sweep.');
    }
  }

  /** What is said in an open case's conversation wakes its hub. */
  #watch(record: CaseRecord): void {
    const { caseId, conversation } = record;
    const hub = this.#parts.hubs.find(({ id }) => id === record.hub);
    this.#watched.get(caseId)?.();
    this.#watched.delete(caseId);
    if (!record.open || hub === undefined || this.#stop.signal.aborted) return;
    const listener = { entries: () => this.#wake(hub, caseId), ephemeral: () => {} };
    this.#watched.set(caseId, this.#parts.feed.subscribe(conversation, listener));
  }

  #wake(hub: Hub, caseId: string): void {
    const key = `${hub.id} ${caseId}`;
    if (this.#stop.signal.aborted) return;
    if (this.#running.has(key)) {
      this.#again.add(key);
      return;
    }
    const done = this.#drain(hub, caseId)
      .catch((err: unknown) => {
        this.#parts.log.error({ err, caseId, hub: hub.id }, 'What a hub is to be told could not be read.');
      })
      .then(() => {
        this.#running.delete(key);
        if (this.#again.delete(key)) this.#wake(hub, caseId);
      });
    this.#running.set(key, done);
  }

  async #drain(hub: Hub, caseId: string): Promise<void> {
    const { cases } = this.#parts.storage;
    for (let tries = 0; !this.#stop.signal.aborted; ) {
      const record = await cases.read(caseId);
      const next = record === null ? null : await nextPiece(this.#parts, hub.id, record);
      if (record === null || next === null) return;
      const delivery = await this.#deliver(hub, next);
      if (delivery.outcome === 'delivered') {
        this.#downSince.delete(`${hub.id} ${caseId}`);
        for (const { name, to } of next.cursors) await cases.moveCursor(caseId, name, to);
        tries = 0;
      } else if (delivery.outcome === 'refused' || this.#isDown(hub, caseId)) {
        return this.#giveUp(hub, record, delivery.error);
      } else {
        await this.#pause(tries, delivery.retryAfterMs);
        tries += 1;
      }
    }
  }

  async #deliver(hub: Hub, { piece }: NextPiece): Promise<HubDelivery> {
    if (piece === null) return { outcome: 'delivered' };
    const delivery = await hub.deliver(piece, this.#stop.signal);
    if (delivery.outcome !== 'delivered') {
      const { outcome, error } = delivery;
      this.#parts.log.warn({ hub: hub.id, key: piece.key, outcome, error }, 'A hub did not take a piece.');
    }
    return delivery;
  }

  #isDown(hub: Hub, caseId: string): boolean {
    const key = `${hub.id} ${caseId}`;
    const now = this.#parts.clock.now().getTime();
    const since = this.#downSince.get(key) ?? now;
    this.#downSince.set(key, since);
    return now - since >= this.#parts.limits.downMs;
  }

  /** A hub that can't be told of a case's end learns it from a later sweep, if ever. */
  async #giveUp(hub: Hub, { caseId, hub: owner }: CaseRecord, error: string): Promise<void> {
    this.#downSince.delete(`${hub.id} ${caseId}`);
    if (owner !== hub.id || this.#stop.signal.aborted) return;
    const result = await this.#parts.handoff.act(caseId, { type: 'fail', hub: hub.id, error });
    if (result.ok)
      this.#parts.log.error({ caseId, hub: hub.id, error }, 'A case went back to the bot: its hub failed.');
  }

  async #pause(tries: number, retryAfterMs: number | null): Promise<void> {
    const { firstDelayMs, maxDelayMs, downMs } = this.#parts.limits;
    const ceiling = Math.min(maxDelayMs, firstDelayMs * 2 ** tries);
    const jittered = ceiling / 2 + (this.#parts.random() * ceiling) / 2;
    const ms = Math.max(jittered, Math.min(retryAfterMs ?? 0, downMs));
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {});
  }
}
