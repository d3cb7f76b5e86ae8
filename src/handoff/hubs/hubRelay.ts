import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.js';
import type { Log } from '../../base/log.js';
import { type CaseRecord, eventCursor } from '../../storage/caseStore.js';
import type { ConversationFeed } from '../../storage/conversationFeed.js';
import type { CaseFeed } from '../caseFeed.js';
import type { Handoff } from '../handoff.js';
import type { Hub, HubDelivery } from './hub.js';
import { type NextPiece, nextPiece, type PieceSource } from './nextPiece.js';
import { WatchedCases } from './watchedCases.js';

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
  readonly #watched: WatchedCases;
  readonly #stop = new AbortController();
  #unsubscribe: (() => void) | null = null;
  #sweep: NodeJS.Timeout | null = null;

  constructor(parts: HubRelayParts) {
    this.#parts = parts;
    const { feed, clock } = parts;
    this.#watched = new WatchedCases({ feed, clock, onSaid: (hub, caseId) => this.#wake(hub, caseId) });
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
    this.#watched.close();
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
      const cursors = await storage.cases.cursors(caseId);
      for (const hub of hubs)
        if (hub.id === record.hub || eventCursor(hub.id) in cursors) this.#wake(hub, caseId);
    } catch (err) {
      log.error({ err, caseId }, 'A changed case could not be read; its hub is told with the next sweep.');
    }
  }

  #watch(record: CaseRecord): void {
    if (this.#stop.signal.aborted) return;
    this.#watched.watch(
      record,
      this.#parts.hubs.find(({ id }) => id === record.hub),
    );
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
        return this.#giveUp(hub, record, delivery);
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

  /** A hub that is down at a case's end is told of it by a later sweep; one that does not want to hear it is not. */
  async #giveUp(
    hub: Hub,
    record: CaseRecord,
    { outcome, error }: HubDelivery & { error: string },
  ): Promise<void> {
    const { caseId, version } = record;
    this.#downSince.delete(`${hub.id} ${caseId}`);
    if (this.#stop.signal.aborted) return;
    if (record.open && record.hub === hub.id) {
      const result = await this.#parts.handoff.act(caseId, { type: 'fail', hub: hub.id, error });
      if (!result.ok) return;
      this.#parts.log.error({ caseId, hub: hub.id, error }, 'A case went back to the bot: its hub failed.');
    } else if (outcome === 'refused') {
      await this.#parts.storage.cases.moveCursor(caseId, eventCursor(hub.id), version);
    }
  }

  async #pause(tries: number, retryAfterMs: number | null): Promise<void> {
    const { firstDelayMs, maxDelayMs, downMs } = this.#parts.limits;
    const ceiling = Math.min(maxDelayMs, firstDelayMs * 2 ** tries);
    const jittered = ceiling / 2 + (this.#parts.random() * ceiling) / 2;
    const ms = Math.max(jittered, Math.min(retryAfterMs ?? 0, downMs));
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {});
  }
}
