import type { FrameSink } from '../../../channels/directLine/activityStream.js';
import type { SignedIn } from '../../../storage/agentStore.js';
import type { CaseRecord } from '../../../storage/caseStore.js';
import type { FeedListener } from '../../../storage/conversationFeed.js';
import type { CaseEvent } from '../../case/caseEvent.js';
import { caseState } from '../../caseRow.js';
import { isPersonTyping } from '../../isPersonTyping.js';
import { type MessageDelivery, withheldAmong } from '../../messageDelivery.js';
import { caseListItem, caseView } from '../cases/caseView.js';
import { withMailAddressShown } from '../cases/mailAddressShown.js';
import { readAgain, readTimeline, type TimelinePlace } from '../cases/readTimeline.js';
import type { DeskCommand, DeskNews, TimelineEntry } from '../deskApi.js';
import type { DeskServices } from '../deskServices.js';
import { deskAgent, deskAgents } from '../me.js';

/** An agent has one case before them, and a few in other tabs of it. */
const mostWatched = 20;
/** A page that takes nothing for so long that this much changes begins anew. */
const mostPending = 5_000;
const typingMs = 2_000;
const mostUnderWay = 100;
/** Entries of a conversation among which the bot's withheld messages are looked for. */
const mostWithheld = 1_000;

interface Watch {
  readonly conversation: string;
  place: TimelinePlace;
  /** As last sent. */
  cursors: string;
  /** Agents' messages that were still on their way when they were sent to the page, by seq. */
  readonly underWay: Map<number, MessageDelivery | null>;
  stop(): void;
}

/** What is to be told next; null when there is nothing to tell after all. */
type News = () => Promise<DeskNews | null>;

export interface DeskConnectionOptions {
  readonly services: DeskServices;
  readonly signedIn: SignedIn;
  readonly sink: FrameSink;
  readonly onFailure: (error: unknown) => void;
}

/**
 * One open page of an agent. The feeds only say that something has changed; it is marked, and read from storage when its
 * turn to be sent has come, one frame at a time. So nothing is lost or doubled, what changes twice meanwhile is told once,
 * and a slow page costs a list of names.
 */
export class DeskConnection {
  readonly #options: DeskConnectionOptions;
  readonly #pending = new Map<string, News>();
  readonly #watches = new Map<string, Watch>();
  readonly #reminders = new Map<string, string>();
  readonly #stops: (() => void)[];
  #running = false;
  #ended = false;
  #typedAt = 0;

  constructor(options: DeskConnectionOptions) {
    this.#options = options;
    const { caseFeed, presence } = options.services;
    this.#stops = [
      caseFeed.subscribe((caseId, events) => this.#caseChanged(caseId, events)),
      presence.subscribe(() => this.#mark('agents', () => this.#agents())),
    ];
    const { agent } = options.signedIn;
    this.#mark('hello', async () => ({ type: 'hello', me: deskAgent(options.services, agent) }));
  }

  take(command: DeskCommand): void {
    switch (command.type) {
      case 'watch':
        void this.#watch(command).catch(this.#options.onFailure);
        return;
      case 'unwatch':
        this.#unwatch(command.caseId);
        return;
      case 'typing':
        void this.#type(command.caseId).catch(this.#options.onFailure);
        return;
      case 'read':
        void this.#read(command.caseId, command.seq).catch(this.#options.onFailure);
    }
  }

  /** Looks again at what is watched: another process may have written it. */
  catchUp(): void {
    for (const caseId of this.#watches.keys()) this.#markTimeline(caseId);
  }

  end(): void {
    this.#ended = true;
    for (const stop of this.#stops) stop();
    for (const caseId of [...this.#watches.keys()]) this.#unwatch(caseId);
    this.#pending.clear();
  }

  async #watch({ caseId, afterSeq, afterEvent }: DeskCommand & { type: 'watch' }): Promise<void> {
    const record = await this.#options.services.storage.cases.read(caseId);
    if (record === null || this.#ended) return;
    this.#unwatch(caseId);
    if (this.#watches.size >= mostWatched) return;
    const { conversation } = record;
    const stop = this.#options.services.feed.subscribe(conversation, this.#listener(caseId));
    const place = { seq: afterSeq, event: afterEvent };
    this.#watches.set(caseId, { conversation, place, cursors: '', underWay: new Map(), stop });
    const { agent } = this.#options.signedIn;
    this.#options.services.audit({
      ...{ agentId: agent.id, agent: agent.name, action: 'viewed', caseId, detail: null },
    });
    // In place of one that was wanted for the watch before.
    this.#pending.delete(`timeline ${caseId}`);
    this.#mark(`timeline ${caseId}`, () => this.#timeline(caseId, true));
  }

  #unwatch(caseId: string): void {
    this.#watches.get(caseId)?.stop();
    this.#watches.delete(caseId);
  }

  #listener(caseId: string): FeedListener {
    return {
      entries: () => this.#markTimeline(caseId),
      ephemeral: (activity) => {
        if (!isPersonTyping(activity)) return;
        this.#mark(`typing ${caseId}`, async () => ({ type: 'typing', caseId, from: 'person', name: null }));
      },
    };
  }

  #caseChanged(caseId: string, events: readonly CaseEvent[]): void {
    this.#mark(`case ${caseId}`, () => this.#item(caseId));
    if (!this.#watches.has(caseId)) return;
    this.#markTimeline(caseId);
    this.#mark(`deliveries ${caseId}`, () => this.#deliveries(caseId));
    this.#mark(`read ${caseId}`, () => this.#cursors(caseId));
    if (events.some(({ type }) => type === 'bot-noted'))
      this.#mark(`withheld ${caseId}`, () => this.#withheld(caseId));
  }

  #markTimeline(caseId: string): void {
    this.#mark(`timeline ${caseId}`, () => this.#timeline(caseId, false));
  }

  async #item(caseId: string): Promise<DeskNews | null> {
    const { services, signedIn } = this.#options;
    const record = await services.storage.cases.read(caseId);
    if (record === null) return { type: 'gone', caseId };
    const { agent, remindedAt } = caseState(record);
    const mine = agent?.id === signedIn.agent.id;
    if (!mine || remindedAt === null) this.#reminders.delete(caseId);
    else if (this.#reminders.get(caseId) !== remindedAt) {
      this.#reminders.set(caseId, remindedAt);
      this.#mark(`reminder ${caseId}`, async () => ({ type: 'reminder', caseId }));
    }
    return { type: 'case', item: caseListItem(services, record) };
  }

  /** The next page after the watch's place. `always`: also one that holds nothing, so that the page knows it is up to date. */
  async #timeline(caseId: string, always: boolean): Promise<DeskNews | null> {
    const { services, signedIn } = this.#options;
    const watch = this.#watches.get(caseId);
    const record = watch && (await services.storage.cases.read(caseId));
    if (watch === undefined || !record) return null;
    const page = await readTimeline(services.storage, record, watch.place);
    const view = await caseView(services, record, signedIn.agent);
    // Watched anew from elsewhere meanwhile.
    if (this.#watches.get(caseId) !== watch) return null;
    watch.place = { seq: page.afterSeq, event: page.afterEvent };
    for (const entry of page.entries) keepUnderWay(watch, entry);
    if (page.more) this.#markTimeline(caseId);
    const empty = page.entries.length === 0 && page.events.length === 0;
    if (empty && !always) return null;
    watch.cursors = JSON.stringify(view.cursors);
    return { type: 'timeline', caseId, view, ...withMailAddressShown(page, record, signedIn.agent) };
  }

  /** The messages of which something has become since they were sent to the page. */
  async #deliveries(caseId: string): Promise<DeskNews | null> {
    const { services, signedIn } = this.#options;
    const watch = this.#watches.get(caseId);
    if (watch === undefined || watch.underWay.size === 0) return null;
    const record = await services.storage.cases.read(caseId);
    if (record === null) return null;
    const entries = await readAgain(services.storage, record, [...watch.underWay.keys()]);
    const changed = entries.filter(({ seq, delivery }) => watch.underWay.get(seq) !== delivery);
    for (const entry of changed) keepUnderWay(watch, entry);
    if (changed.length === 0) return null;
    const view = await caseView(services, record, signedIn.agent);
    const { seq: afterSeq, event: afterEvent } = watch.place;
    return {
      type: 'timeline',
      caseId,
      view,
      entries: changed,
      events: [],
      afterSeq,
      afterEvent,
      more: false,
    };
  }

  /** What the bot said too late may have been shown before it was found to be so. */
  async #withheld(caseId: string): Promise<DeskNews | null> {
    const watch = this.#watches.get(caseId);
    if (watch === undefined) return null;
    const { seq } = watch.place;
    const { storage } = this.#options.services;
    const seqs = await withheldAmong(storage, watch.conversation, seq - mostWithheld, seq);
    return seqs.length === 0 ? null : { type: 'withheld', caseId, seqs };
  }

  async #cursors(caseId: string): Promise<DeskNews | null> {
    const watch = this.#watches.get(caseId);
    if (watch === undefined) return null;
    const cursors = await this.#options.services.storage.cases.cursors(caseId);
    if (JSON.stringify(cursors) === watch.cursors) return null;
    watch.cursors = JSON.stringify(cursors);
    return { type: 'read', caseId, cursors };
  }

  async #agents(): Promise<DeskNews> {
    return { type: 'agents', agents: await deskAgents(this.#options.services) };
  }

  async #type(caseId: string): Promise<void> {
    const { services } = this.#options;
    const now = services.clock.now().getTime();
    if (now - this.#typedAt < typingMs) return;
    this.#typedAt = now;
    if ((await this.#own(caseId)) !== null) await services.tellTyping(caseId);
  }

  /** How far the agent who has the case has read; others only look on. */
  async #read(caseId: string, seq: number): Promise<void> {
    const record = await this.#own(caseId);
    if (record === null) return;
    const { storage, caseFeed } = this.#options.services;
    // Nobody has read what is not written yet.
    const read = Math.min(seq, await storage.lastSeq(record.conversation));
    await storage.cases.moveCursor(caseId, 'agent', read);
    caseFeed.publish(caseId, []);
  }

  async #own(caseId: string): Promise<CaseRecord | null> {
    const record = await this.#options.services.storage.cases.read(caseId);
    return record?.agentId === this.#options.signedIn.agent.id ? record : null;
  }

  #mark(name: string, news: News): void {
    if (this.#ended) return;
    if (!this.#pending.has(name)) this.#pending.set(name, news);
    if (this.#pending.size > mostPending)
      this.#options.onFailure(new Error('the page does not take its news'));
    else if (!this.#running) void this.#send();
  }

  async #send(): Promise<void> {
    this.#running = true;
    try {
      for (const [name, news] of this.#pending) {
        if (this.#ended) return;
        this.#pending.delete(name);
        const frame = await news();
        if (frame !== null && !this.#ended) await this.#options.sink.send(JSON.stringify(frame));
      }
    } catch (error) {
      if (!this.#ended) this.#options.onFailure(error);
    } finally {
      this.#running = false;
    }
  }
}

/** What is delivered, read or given up stays so; that it was read the cursors tell. */
function keepUnderWay({ underWay }: Watch, { seq, from, delivery }: TimelineEntry): void {
  if (from !== 'agent') return;
  underWay.delete(seq);
  if (delivery === 'sent' || delivery === null) underWay.set(seq, delivery);
  const oldest = underWay.keys().next();
  if (underWay.size > mostUnderWay && !oldest.done) underWay.delete(oldest.value);
}
