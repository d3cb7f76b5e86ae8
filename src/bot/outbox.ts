import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { ConversationKey, OutboxItem, Storage } from '../storage/storage.js';
import type { ConnectorClients } from './connectorClients.js';
import { type Delivery, deliver } from './deliver.js';
import { pause } from './pause.js';
import type { Throttle } from './throttle.js';

export interface OutboxParts {
  readonly storage: Storage;
  readonly connectors: ConnectorClients;
  readonly clock: Clock;
  readonly log: Log;
  /** Asked right before an item is sent: true when it was taken out, since a human has the conversation by now. */
  readonly withhold: (item: OutboxItem) => Promise<boolean>;
  /** Called when a message of the house has reached its channel, or was given up. */
  readonly settled: (item: OutboxItem) => void;
  /** Teams limits each conversation; null where a channel has no limit we know of. */
  readonly throttleOf: (channelId: string) => Throttle | null;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random: () => number;
  readonly limits: OutboxLimits;
}

export interface OutboxLimits {
  readonly firstDelayMs: number;
  readonly maxDelayMs: number;
  /** After so many attempts a message is given up. */
  readonly tries: number;
  /** How long a channel may take to answer. */
  readonly timeoutMs: number;
}

/** About an hour and a half in all: longer than a channel's outage, shorter than a reply stays of use. */
export const outboxLimits: OutboxLimits = {
  firstDelayMs: 500,
  maxDelayMs: 300_000,
  tries: 26,
  timeoutMs: 10_000,
};

type Attempt = Delivery | { readonly outcome: 'withheld' };

/** Delivers what committed turns left, in order within a conversation, at least once. */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #draining = new Map<ConversationKey, Promise<void>>();
  readonly #again = new Set<ConversationKey>();
  readonly #stop = new AbortController();

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Takes up what an earlier process left undelivered. */
  async start(): Promise<void> {
    for (const conversation of await this.#parts.storage.conversationsWithOutbox()) this.wake(conversation);
  }

  /** Resolves when the deliveries under way have ended; what waits for a retry stays in storage. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#draining.values());
  }

  /** Delivers what waits in this conversation, now if nobody does so already. */
  wake(conversation: ConversationKey): void {
    if (this.#stop.signal.aborted) return;
    if (this.#draining.has(conversation)) {
      this.#again.add(conversation);
      return;
    }
    const done = this.#drain(conversation)
      .catch((err: unknown) => {
        this.#parts.log.error(
          { err, conversation },
          'The outbox of a conversation could not be read or written.',
        );
      })
      .then(() => {
        this.#draining.delete(conversation);
        if (this.#again.delete(conversation)) this.wake(conversation);
      });
    this.#draining.set(conversation, done);
  }

  async #drain(conversation: ConversationKey): Promise<void> {
    const { storage } = this.#parts;
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const item = await storage.nextOutboxItem(conversation);
      if (!item) return;
      const wait = this.#waitFor(item);
      if (wait > 0) await pause(wait, signal);
      else await this.#attempt(item);
    }
  }

  #waitFor(item: OutboxItem): number {
    const due = Date.parse(item.dueAt) - this.#parts.clock.now().getTime();
    if (due > 0) return due;
    return this.#parts.throttleOf(String(item.activity['channelId']))?.take(item.conversation) ?? 0;
  }

  async #attempt(item: OutboxItem): Promise<void> {
    const { clock, connectors, log, storage } = this.#parts;
    const { outboxId, conversation } = item;
    const delivery = await this.#connectAndDeliver(connectors, item);
    if (delivery.outcome === 'withheld') return;
    const now = clock.now();
    if (delivery.outcome === 'delivered') {
      await storage.outboxDelivered(outboxId, delivery.channelActivityId, now.toISOString());
      if (item.speaker === 'house') this.#parts.settled(item);
      return;
    }
    const retryAt = this.#retryAt(item, delivery, now);
    const fields = { outboxId, conversation, tries: item.tries + 1, error: delivery.error, retryAt };
    if (retryAt === null) log.error(fields, 'A message was given up: its channel does not take it.');
    else log.warn(fields, 'A message could not be delivered; tried again later.');
    await storage.outboxFailed(outboxId, delivery.error, retryAt);
    if (retryAt === null && item.speaker === 'house') this.#parts.settled(item);
  }

  async #connectAndDeliver(connectors: ConnectorClients, item: OutboxItem): Promise<Attempt> {
    try {
      const client = await connectors.get(item.identity, String(item.activity['serviceUrl']));
      // Behind the wait for a token, which may be long.
      if (await this.#parts.withhold(item)) return { outcome: 'withheld' };
      return await deliver(client, item, this.#parts.clock.now(), this.#parts.limits.timeoutMs);
    } catch (error) {
      // The client needs a token of the identity provider, which may be out of reach for a while.
      return { outcome: 'retry', error: String(error), retryAfterMs: null };
    }
  }

  #retryAt(item: OutboxItem, delivery: Extract<Delivery, { error: string }>, now: Date): string | null {
    const { firstDelayMs, maxDelayMs, tries } = this.#parts.limits;
    if (delivery.outcome === 'refused' || item.tries + 1 >= tries) return null;
    const ceiling = Math.min(maxDelayMs, firstDelayMs * 2 ** item.tries);
    const jittered = ceiling / 2 + (this.#parts.random() * ceiling) / 2;
    return new Date(now.getTime() + Math.max(jittered, delivery.retryAfterMs ?? 0)).toISOString();
  }
}
