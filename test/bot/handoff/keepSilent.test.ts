import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.js';
import type { TurnMachineryParts } from '../../../src/bot/turnMachinery.js';
import type { BotLogic } from '../../../src/bot/turnScope.js';
import { CaseFeed } from '../../../src/handoff/caseFeed.js';
import { readEntries } from '../../../src/handoff/export/exportSource.js';
import { type Handoff, makeHandoff } from '../../../src/handoff/handoff.js';
import { transcriptOf } from '../../../src/handoff/hubs/transcriptOf.js';
import { withoutWithheld } from '../../../src/handoff/messageDelivery.js';
import type { LogEntry } from '../../../src/storage/storage.js';
import { type FakeConnector, startFakeConnector } from '../fakeConnector.js';
import { ownServiceUrl, said, type TestMachinery, testMachinery } from '../testMachinery.js';
import { until } from '../until.js';
import { ada, openCase } from './openCase.js';

const conversation = 'test/c1';
let connector: FakeConnector;
let machinery: TestMachinery;
let handoff: Handoff;
let caseId: string;

beforeEach(async () => {
  connector = await startFakeConnector();
});
afterEach(async () => {
  await machinery.stop();
  await machinery.storage.close();
  await connector.close();
});

/** A bot of this logic whose conversation has a case; what agents and notices say is said by their names. */
async function begin(
  serviceUrl: string,
  logic: BotLogic,
  more: Partial<TurnMachineryParts> = {},
): Promise<void> {
  machinery = testMachinery(async (context, turn) => {
    if (context.activity.name !== 'trustdesk/handoff') return logic(context, turn);
    const { event, message } = context.activity.value;
    if (message?.text === 'breaks the bot') throw new Error('broken');
    const kind = event.type === 'agent-spoke' ? 'agent-message' : 'handoff-notice';
    await context.sendActivity({
      type: 'message',
      text: message?.text ?? event.type,
      channelData: { trustdesk: { kind } },
    });
  }, more);
  const { storage } = machinery;
  handoff = makeHandoff({
    ...{ storage, feed: new CaseFeed(), clock: systemClock },
    accepted: machinery.accepted,
  });
  const place = { channelId: 'test', conversationId: 'c1', userId: 'user', serviceUrl };
  caseId = await openCase(storage, place);
}

const claim = () => handoff.act(caseId, { type: 'claim', agent: ada });
const speak = (messageId: string) =>
  handoff.act(caseId, { type: 'speak', agent: ada, holding: 1, messageId }, { text: messageId });
const idle = () =>
  until('the turns', async () => (await machinery.storage.conversationsWithTurns()).length === 0);
const notes = async () =>
  (await machinery.storage.cases.events(caseId, 0, 100))
    .filter(({ event }) => event['type'] === 'bot-noted')
    .map(({ event }) => event['text']);
const logged = async () =>
  (await machinery.storage.readLog(conversation, 0, 100))
    .filter(({ direction }) => direction === 'out')
    .map(({ activity }) => activity['text']);
const posted = () => connector.posted.map(({ activity }) => activity['text']);

test('a reply that was decided before a claim is not stored after it', async () => {
  const { promise: claimed, resolve: goOn } = Promise.withResolvers<void>();
  let runs = 0;
  await begin(ownServiceUrl, async (context) => {
    runs += 1;
    await context.sendActivity('an answer');
    await claimed;
  });
  await machinery.runTurn(said(ownServiceUrl, {}));
  await until('the turn', () => runs === 1);
  await claim();
  goOn();
  await idle();
  expect(runs).toBe(2);
  expect(await logged()).toEqual(['claimed']);
  expect(await notes()).toEqual(['an answer']);
});

test('nothing of a turn reaches the person while a human has the conversation', async () => {
  await begin(ownServiceUrl, async (context) => {
    const sent = await context.sendActivity('one');
    expect(context.responded).toBe(true);
    await context.sendActivities([{ type: 'typing' }, { type: 'message', text: 'two' }]);
    await context.updateActivity({ id: sent?.id ?? 'id', type: 'message', text: 'three' });
    await context.sendActivity({ type: 'event', name: 'trustdesk/locale', value: 'fr' });
  });
  await claim();
  const seen: unknown[] = [];
  machinery.feed.subscribe(conversation, { entries: () => {}, ephemeral: (activity) => seen.push(activity) });
  await machinery.runTurn(said(ownServiceUrl, {}));
  await idle();
  expect(await logged()).toEqual(['claimed']);
  expect(await notes()).toEqual(['one\n\ntwo\n\nthree']);
  expect(seen).toEqual([]);
});

test('nor does what a caller that waits would be given', async () => {
  await begin(ownServiceUrl, async (context) => {
    await context.sendActivity('one');
  });
  await claim();
  const { response } = await machinery.runTurn(said(ownServiceUrl, { mode: 'expectReplies' }));
  expect((await response)?.body).toEqual({ activities: [] });
  expect(await notes()).toEqual(['one']);
});

test.each(['queued', 'expectReplies'] as const)(
  'nor the apology for a %s message that could not be worked on',
  async (mode) => {
    await begin(ownServiceUrl, async () => {
      throw new Error('broken');
    });
    await claim();
    const { response } = await machinery.runTurn(said(ownServiceUrl, { mode }));
    await idle();
    expect(await logged()).toEqual(['claimed']);
    if (response) expect((await response).body).toEqual({ activities: [] });
  },
);

test('an agent’s message comes though the bot fails over it', async () => {
  await begin(ownServiceUrl, async () => {});
  await claim();
  await speak('breaks the bot');
  await speak('and on');
  await idle();
  expect(await logged()).toEqual(['claimed', expect.stringMatching(/breaks the bot/), 'and on']);
});

describe('what waits in the outbox', () => {
  const talk: BotLogic = async (context) => {
    for (const text of String(context.activity.text).split(' ')) await context.sendActivity(text);
  };

  test('is withheld when a human has taken the conversation since, and the rest keeps its order', async () => {
    connector.refusals.push({ status: 503 });
    await begin(connector.serviceUrl, talk, { limits: { outbox: { firstDelayMs: 200 } } });
    await machinery.runTurn(said(connector.serviceUrl, { text: 'one two' }));
    await until('the refusal', () => connector.refused === 1);
    await claim();
    await speak('m1');
    await until('the agent’s message', () => posted().includes('m1'));
    expect(posted()).toEqual(['claimed', 'm1']);
    expect(await notes()).toEqual(['one', 'two']);
    const states = async () => [...(await machinery.storage.outboxStates(conversation, 1, 100)).values()];
    await until('the delivery', async () => (await states()).at(-1) === 'delivered');
    expect(await states()).toEqual(['withheld', 'withheld', 'delivered', 'delivered']);
    const log = await machinery.storage.readLog(conversation, 0, 100);
    const shown = await withoutWithheld(machinery.storage, conversation, log);
    expect(shown).toEqual(log.filter(({ activity }) => !['one', 'two'].includes(String(activity['text']))));
    const exported: LogEntry[] = [];
    for await (const entry of readEntries(machinery.storage, conversation)) exported.push(entry);
    expect(exported).toEqual(shown);
    const { content } = await transcriptOf(machinery.storage, conversation, 100);
    expect(content.activities.map(({ text }) => text)).toEqual(['one two', 'claimed', 'm1']);
  });

  test('goes when the human has left again', async () => {
    connector.refusals.push({ status: 503 });
    await begin(connector.serviceUrl, talk, { limits: { outbox: { firstDelayMs: 200 } } });
    await machinery.runTurn(said(connector.serviceUrl, { text: 'one' }));
    await until('the refusal', () => connector.refused === 1);
    await claim();
    await handoff.act(caseId, { type: 'cancel', reason: 'person-left' });
    await until('the delivery', () => posted().includes('one'));
    expect(await notes()).toEqual([]);
  });

  test('still takes back what was said before', async () => {
    await begin(connector.serviceUrl, async (context) => {
      if (context.activity.text === 'say') return void (await context.sendActivity('said'));
      await context.deleteActivity('channel-1');
    });
    await machinery.runTurn(said(connector.serviceUrl, { text: 'say' }));
    await until('the message', () => posted().includes('said'));
    connector.refusals.push({ status: 503 });
    await machinery.runTurn(said(connector.serviceUrl, { text: 'unsay' }));
    await until('the refusal', () => connector.refused === 1);
    await claim();
    await until('the removal', () => connector.posted.some(({ method }) => method === 'DELETE'));
  });
});
