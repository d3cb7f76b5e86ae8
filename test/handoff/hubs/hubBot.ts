import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { makeHubWire } from '../../../src/app/hubWire.js';
import type { Clock } from '../../../src/base/clock.js';
import type { JsonObject } from '../../../src/base/json.js';
import { type Log, silentLog } from '../../../src/base/log.js';
import { ConnectorClients } from '../../../src/bot/connectorClients.js';
import { conversationOver, forDynamics } from '../../../src/bot/handoff/forDynamics.js';
import { withHubs } from '../../../src/bot/handoff/withHubs.js';
import type { BotLogic } from '../../../src/bot/turnScope.js';
import { CaseFeed } from '../../../src/handoff/caseFeed.js';
import { type Handoff, makeHandoff } from '../../../src/handoff/handoff.js';
import { type HandoffEventValue, handoffEventName } from '../../../src/handoff/handoffEvent.js';
import type { Hub } from '../../../src/handoff/hubs/hub.js';
import { type HubActions, makeHubActions, type NameOfHub } from '../../../src/handoff/hubs/hubActions.js';
import type { HubDoor } from '../../../src/handoff/hubs/hubDoor.js';
import { HubRelay, type HubRelayLimits } from '../../../src/handoff/hubs/hubRelay.js';
import type { HubWire } from '../../../src/handoff/hubs/hubWire.js';
import type { SendToPersonParts } from '../../../src/handoff/hubs/sendToPerson.js';
import type { HandoffNoticeMark } from '../../../src/handoff/spoken.js';
import { openSqliteStorage } from '../../../src/storage/sqlite/sqliteStorage.js';
import type { Storage } from '../../../src/storage/storage.js';
import { type FakeConnector, startFakeConnector } from '../../bot/fakeConnector.js';
import { ownServiceUrl, said, type TestMachinery, testMachinery } from '../../bot/testMachinery.js';
import { until } from '../../bot/until.js';
import { request, standingOf } from '../caseFixtures.js';

const limits: HubRelayLimits = {
  ...{ firstDelayMs: 2, maxDelayMs: 10, downMs: 60_000, sweepMs: 60_000, endedMs: 3_600_000 },
};

export const summary = [
  { id: 'error', title: 'Error', facts: [{ label: 'Host', value: 'mail.contoso.com' }], text: '*new*' },
];

/** What a hub under test is made of. */
export interface HubBotParts extends SendToPersonParts {
  readonly storage: Storage;
  readonly actions: HubActions;
  readonly clock: Clock;
  readonly log: Log;
  readonly wire: HubWire;
  readonly nameOf: NameOfHub;
  /** Where channels take posts. */
  readonly serviceUrl: string;
}

/**
 * A bot that does little (`human` asks for one in a queue of `hub`, anything else is echoed) among real hubs, over the real
 * machinery and storage; channels are a fake connector's.
 */
export class HubBot {
  readonly connector: FakeConnector;
  readonly machinery: TestMachinery;
  readonly storage = openSqliteStorage(':memory:');
  readonly caseFeed = new CaseFeed();
  readonly handoff: Handoff;
  readonly hub: Hub;
  readonly warnings: string[] = [];
  #passedMs = 0;
  // It runs: the outbox waits by it.
  readonly #clock: Clock = { now: () => new Date(Date.now() + this.#passedMs) };
  readonly #relay: HubRelay;
  readonly #doors: HubDoor[] = [];
  #cases = 0;

  private constructor(
    connector: FakeConnector,
    make: (parts: HubBotParts) => { readonly hub: Hub; readonly door: HubDoor },
    hubId: string,
  ) {
    this.connector = connector;
    const { storage, caseFeed } = this;
    const clock = this.#clock;
    const logic = withHubs(this.#logic(hubId), this.#doors, forDynamics);
    this.machinery = testMachinery(logic, { storage, caseFeed, clock });
    const { accepted } = this.machinery;
    this.handoff = makeHandoff({ storage, feed: caseFeed, accepted, clock });
    const queues = () => ({ standing: (queue: string) => standingOf({ queue, hub: hubId }) });
    const log: Log = { ...silentLog, warn: (_, message) => this.warnings.push(message) };
    const authentication = new ConfigurationBotFrameworkAuthentication({});
    const { hub, door } = make({
      ...{ storage, clock, log, serviceUrl: connector.serviceUrl, nameOf: () => 'Assistance' },
      actions: makeHubActions(hubId, {
        cases: storage.cases,
        handoff: this.handoff,
        audit: () => undefined,
        queues,
        clock,
      }),
      wire: makeHubWire(new ConnectorClients(authentication), { now: () => new Date() }),
      servedHere: ({ serviceUrl }) => serviceUrl === ownServiceUrl,
    });
    this.hub = hub;
    this.#doors.push(door);
    this.#relay = new HubRelay({
      ...{ storage, caseFeed, clock, limits, hubs: [hub], handoff: this.handoff, random: () => 0 },
      ...{ feed: this.machinery.feed, log: silentLog, summarize: async () => summary },
    });
  }

  static async start(
    hubId: string,
    make: (parts: HubBotParts) => { readonly hub: Hub; readonly door: HubDoor },
  ): Promise<HubBot> {
    const bot = new HubBot(await startFakeConnector(), make, hubId);
    await bot.machinery.start();
    await bot.#relay.start();
    return bot;
  }

  #logic(hub: string): BotLogic {
    return async (context, { handoff, entry }) => {
      const { type, name, text, value } = context.activity;
      if (type === 'event' && name === handoffEventName) {
        const { event } = value as HandoffEventValue;
        const mark = { kind: 'handoff-notice', event: event.type, agent: null } satisfies HandoffNoticeMark;
        await context.sendActivity({
          ...{ type: 'message', text: `told ${event.type}`, channelData: { trustdesk: mark } },
        });
      }
      if (type !== 'message') return;
      if (handoff.current()?.status === 'claimed') {
        handoff.act({ type: 'person-spoke' });
        return;
      }
      if (text === 'break') throw new Error('broken');
      if (text === 'stop') context.turnState.set(conversationOver, true);
      if (text === 'human') {
        this.#cases += 1;
        const caseId = `case-${this.#cases}`;
        const channelId = String(entry.activity['channelId']);
        handoff.act({
          ...{ type: 'request', caseId, reference: `TD-${caseId}`, conversation: entry.conversation },
          ...{ person: `${channelId}/user`, request: { ...request, channelId, personName: 'Chi' } },
          standing: standingOf({ hub, remindAfterMs: 1e12 }),
        });
      }
      await context.sendActivity(`bot: ${text}`);
    };
  }

  /** A person says it in their conversation; resolves when the turn has been taken, not when it has run. */
  async say(text: string, more: JsonObject = {}, channelId = 'test', conversationId = 'c1'): Promise<void> {
    const serviceUrl = String(more['serviceUrl'] ?? this.connector.serviceUrl);
    await this.machinery.runTurn(said(serviceUrl, { text, channelId, conversationId, more }));
  }

  /** A message that leads to a reply of the bot. */
  async talk(text: string, channelId = 'test', conversationId = 'c1'): Promise<void> {
    const before = this.texts.length;
    await this.say(text, {}, channelId, conversationId);
    await until(`a reply to ${text}`, () => this.texts.length > before);
  }

  pass(ms: number): void {
    this.#passedMs += ms;
  }

  get posted(): readonly JsonObject[] {
    return this.connector.posted.map(({ activity }) => activity as JsonObject);
  }

  get texts(): readonly unknown[] {
    return this.posted.filter(({ type }) => type === 'message').map(({ text }) => text);
  }

  /** Waits until the case is so. */
  async becomes(status: string, caseId = 'case-1'): Promise<void> {
    await until(status, async () => (await this.storage.cases.read(caseId))?.status === status);
  }

  /** Waits until nothing is to be run any more. */
  async rest(): Promise<void> {
    await until('rest', async () => (await this.storage.conversationsWithTurns()).length === 0);
    await until('an empty outbox', async () => (await this.storage.conversationsWithOutbox()).length === 0);
  }

  async events(caseId = 'case-1'): Promise<readonly unknown[]> {
    return (await this.storage.cases.events(caseId, 2, 50)).map(({ event }) => event['type']);
  }

  async close(): Promise<void> {
    await this.#relay.stop();
    await this.machinery.stop();
    await this.storage.close();
    await this.connector.close();
  }
}
