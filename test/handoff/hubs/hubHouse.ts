import type { Clock } from '../../../src/base/clock.js';
import type { JsonObject } from '../../../src/base/json.js';
import { silentLog } from '../../../src/base/log.js';
import type { AuditLine } from '../../../src/handoff/audit.js';
import type { CaseCommand } from '../../../src/handoff/case/decideCase.js';
import { decideCase } from '../../../src/handoff/case/decideCase.js';
import { CaseFeed } from '../../../src/handoff/caseFeed.js';
import { caseChange, caseState } from '../../../src/handoff/caseRow.js';
import { type Handoff, makeHandoff } from '../../../src/handoff/handoff.js';
import type { Hub, HubDelivery, HubPiece } from '../../../src/handoff/hubs/hub.js';
import { type HubActions, makeHubActions } from '../../../src/handoff/hubs/hubActions.js';
import { HubRelay, type HubRelayLimits } from '../../../src/handoff/hubs/hubRelay.js';
import { ConversationFeed } from '../../../src/storage/conversationFeed.js';
import { openSqliteStorage } from '../../../src/storage/sqlite/sqliteStorage.js';
import type { LogEntry, Storage } from '../../../src/storage/storage.js';
import { requestOf, standingOf } from '../caseFixtures.js';

const limits: HubRelayLimits = {
  ...{ firstDelayMs: 2, maxDelayMs: 10, downMs: 60_000, sweepMs: 60_000, endedMs: 3_600_000 },
};

/** Cases, their storage and the relay, without the bot: what it would say is written into the log by the test. */
export class HubHouse {
  readonly storage: Storage = openSqliteStorage(':memory:');
  readonly feed = new ConversationFeed();
  readonly caseFeed = new CaseFeed();
  readonly handoff: Handoff;
  readonly audited: AuditLine[] = [];
  now = new Date('2026-03-01T08:00:00.000Z');
  readonly clock: Clock = { now: () => this.now };
  #relay: HubRelay | null = null;
  #said = 0;

  constructor() {
    const { storage, caseFeed: feed, clock } = this;
    this.handoff = makeHandoff({ storage, feed, accepted: () => {}, clock });
  }

  actions(hub: string): HubActions {
    const queues = () => ({ standing: (queue: string) => standingOf({ queue, hub }) });
    return makeHubActions(hub, {
      cases: this.storage.cases,
      handoff: this.handoff,
      audit: (line: AuditLine) => this.audited.push(line),
      queues,
      clock: this.clock,
    });
  }

  async relay(hubs: readonly Hub[], more: Partial<HubRelayLimits> = {}): Promise<HubRelay> {
    const { storage, feed, caseFeed, handoff, clock } = this;
    const summarize = async () => [
      { id: 'error', title: 'Error', facts: [{ label: 'Host', value: 'mail.contoso.com' }], text: '*new*' },
    ];
    this.#relay = new HubRelay({
      ...{ storage, feed, caseFeed, hubs, handoff, clock, summarize, log: silentLog, random: () => 0 },
      limits: { ...limits, ...more },
    });
    await this.#relay.start();
    return this.#relay;
  }

  /** A person asks for a human in a queue of this hub. */
  async ask(caseId: string, hub: string, reference: JsonObject = {}): Promise<void> {
    const channelId = String(reference['channelId'] ?? 'test');
    const conversation = `${channelId}/${caseId}`;
    const request = requestOf(caseId, conversation, standingOf({ hub }));
    const decision = decideCase(null, 0, request, this.now.toISOString());
    if (!decision.ok) throw new Error(decision.refusal);
    const reach = {
      identity: { claims: [], audience: '', callerId: null },
      conversationReference: {
        ...{ channelId, conversation: { id: caseId }, user: { id: 'user' }, bot: { id: 'bot' } },
        ...reference,
      },
    };
    await this.storage.cases.change(caseChange(null, decision.events, reach, []));
    this.caseFeed.publish(caseId, decision.events);
  }

  /** A command of a turn of the bot. */
  async inTurn(caseId: string, command: CaseCommand): Promise<void> {
    const record = await this.storage.cases.read(caseId);
    if (record === null) throw new Error('no case');
    const decision = decideCase(caseState(record), record.version, command, this.now.toISOString());
    if (!decision.ok) throw new Error(decision.refusal);
    await this.storage.cases.change(caseChange(record, decision.events, record, []));
    this.caseFeed.publish(caseId, decision.events);
  }

  async say(caseId: string, text: string, more: JsonObject = {}, channelId = 'test'): Promise<void> {
    this.#said += 1;
    const dedupeKey = `said-${this.#said}`;
    const conversation = `${channelId}/${caseId}`;
    const activity = { type: 'message', id: dedupeKey, text, from: { id: 'user' }, ...more };
    const { seq } = await this.storage.accept({
      ...{ conversation, activity, dedupeKey, direction: 'in', mode: 'queued' },
      identity: { claims: [], audience: '', callerId: null },
      receivedAt: this.now.toISOString(),
    });
    const entry: LogEntry = { seq, direction: 'in', activity, at: this.now.toISOString() };
    this.feed.publish(conversation, [entry]);
  }

  async status(caseId: string): Promise<string | undefined> {
    return (await this.storage.cases.read(caseId))?.status;
  }

  async close(): Promise<void> {
    await this.#relay?.stop();
    await this.storage.close();
  }
}

/** A hub that writes down what it is given; `answers` come first, one each. */
export class NotingHub implements Hub {
  readonly id: string;
  readonly pieces: HubPiece[] = [];
  readonly answers: HubDelivery[] = [];
  tries = 0;

  constructor(id = 'webhook') {
    this.id = id;
  }

  async deliver(piece: HubPiece): Promise<HubDelivery> {
    this.tries += 1;
    const answer = this.answers.shift() ?? { outcome: 'delivered' };
    if (answer.outcome === 'delivered') this.pieces.push(piece);
    return answer;
  }

  get story(): readonly string[] {
    return this.pieces.map((piece) => {
      if (piece.kind === 'message') return `${piece.from}: ${piece.text}`;
      return piece.kind === 'event' ? piece.event.type : piece.kind;
    });
  }
}

export const later = (error = 'HTTP 503'): HubDelivery => ({ outcome: 'retry', error, retryAfterMs: null });
