import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { silentLog } from '../../../src/base/log.js';
import { CaseFeed } from '../../../src/handoff/caseFeed.js';
import { type Handoff, makeHandoff } from '../../../src/handoff/handoff.js';
import { deliveriesOf } from '../../../src/handoff/messageDelivery.js';
import { makePersonSignals } from '../../../src/handoff/personSignals.js';
import { type FakeConnector, startFakeConnector } from '../fakeConnector.js';
import { ownServiceUrl, type TestMachinery, testMachinery } from '../testMachinery.js';
import { until } from '../until.js';
import { ada, openCase } from './openCase.js';

const conversation = 'test/c1';
let connector: FakeConnector;
let machinery: TestMachinery;
let handoff: Handoff;
let signals: ReturnType<typeof makePersonSignals>;
let caseId: string;
let caseFeed: CaseFeed;
let now = new Date('2026-03-01T08:00:00.000Z');
/** What agents' desks were told to look at again. */
let changes: string[] = [];

beforeEach(async () => {
  connector = await startFakeConnector();
  changes = [];
});
afterEach(async () => {
  await machinery.stop();
  await machinery.storage.close();
  await connector.close();
});

/** A claimed case whose agent's messages are said as the bot says them; `fail` in a text fails its turn. */
async function begin(serviceUrl: string): Promise<void> {
  caseFeed = new CaseFeed();
  const clock = { now: () => now };
  machinery = testMachinery(
    async (context) => {
      const { event, message } = context.activity.value;
      if (event.type !== 'agent-spoke') return;
      if (message.text === 'fail') throw new Error('broken');
      const { messageId } = event;
      await context.sendActivity({
        type: 'message',
        text: message.text,
        channelData: { trustdesk: { kind: 'agent-message', agent: 'Ada', messageId } },
      });
    },
    { caseFeed, clock },
  );
  const { storage, feed } = machinery;
  handoff = makeHandoff({ storage, feed: caseFeed, accepted: machinery.accepted, clock });
  signals = makePersonSignals({ storage, feed, caseFeed, log: silentLog });
  caseId = await openCase(storage, {
    ...{ channelId: 'test', conversationId: 'c1', userId: 'user', serviceUrl },
  });
  await handoff.act(caseId, { type: 'claim', agent: ada });
  caseFeed.subscribe((changed) => changes.push(changed));
}

async function speak(messageId: string, text = messageId): Promise<void> {
  await handoff.act(caseId, { type: 'speak', agent: ada, holding: 1, messageId }, { text });
  await until('the turns', async () => (await machinery.storage.conversationsWithTurns()).length === 0);
}
const log = () => machinery.storage.readLog(conversation, 0, 100);
const states = async () => [
  ...(await deliveriesOf(machinery.storage, { caseId, conversation }, await log())).values(),
];
const lastSeq = () => machinery.storage.lastSeq(conversation);
const statesAre = (expected: readonly string[]) =>
  until(`the states ${expected}`, async () => String(await states()) === String(expected));

describe('an agent’s message on our own channel', () => {
  test('is on its way, then with the person’s client, then read', async () => {
    await begin(ownServiceUrl);
    await speak('m1');
    expect(await states()).toEqual(['sent']);
    changes = [];
    signals.given(conversation, await log());
    await statesAre(['delivered']);
    expect(changes).toEqual([caseId]);
    await speak('m2');
    expect(await states()).toEqual(['delivered', 'sent']);
    signals.read(conversation, await lastSeq());
    await statesAre(['read', 'read']);
  });

  test('is not read before it is there, whatever a client says', async () => {
    await begin(ownServiceUrl);
    signals.read(conversation, 999_999);
    await until(
      'the cursor',
      async () => (await machinery.storage.cases.cursors(caseId))['person'] !== undefined,
    );
    await speak('m1');
    expect(await states()).toEqual(['sent']);
  });

  test('of an ended case may still be read', async () => {
    await begin(ownServiceUrl);
    await speak('m1');
    await handoff.act(caseId, {
      ...{ type: 'resolve', agent: ada, holding: 1, solved: true, cause: 'other', text: null },
    });
    signals.read(conversation, await lastSeq());
    await statesAre(['read']);
  });

  test('tells nobody anew what is known', async () => {
    await begin(ownServiceUrl);
    await speak('m1');
    signals.given(conversation, await log());
    await statesAre(['delivered']);
    changes = [];
    signals.given(conversation, await log());
    signals.read(conversation, 0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(changes).toEqual([]);
  });

  test('is sent though its turn was given up', async () => {
    await begin(ownServiceUrl);
    await speak('m1', 'fail');
    await speak('m2');
    expect(await states()).toEqual(['sent', 'sent']);
  });
});

describe('an agent’s message on another channel', () => {
  test('is delivered when the channel has it', async () => {
    await begin(connector.serviceUrl);
    await speak('m1');
    await statesAre(['delivered']);
    await until('the news', () => changes.length > 1);
  });

  test('has failed when the channel does not take it, and may be sent again', async () => {
    await begin(connector.serviceUrl);
    connector.refusals.push({ status: 403 });
    await speak('m1');
    await statesAre(['failed']);
    await speak('m2', 'm1');
    await statesAre(['failed', 'delivered']);
    const backwards = (await log()).toReversed();
    expect([
      ...(await deliveriesOf(machinery.storage, { caseId, conversation }, backwards)).values(),
    ]).toEqual(['delivered', 'failed']);
  });
});

describe('typing', () => {
  const typed: unknown[] = [];
  const watch = () => {
    typed.length = 0;
    machinery.feed.subscribe(conversation, {
      entries: () => {},
      ephemeral: ({ from, channelData }) => typed.push({ from, channelData }),
    });
  };

  test('of the person reaches who shows the case, while somebody has it', async () => {
    await begin(ownServiceUrl);
    watch();
    signals.typing(conversation);
    await until('the typing', () => typed.length === 1);
    expect(typed).toEqual([{ from: { role: 'user' } }]);
    await handoff.act(caseId, { type: 'cancel', reason: 'by-person' });
    signals.typing(conversation);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(typed).toHaveLength(1);
  });

  test('of the agent reaches the person, at most every three seconds', async () => {
    await begin(ownServiceUrl);
    watch();
    await machinery.tellTyping(caseId);
    await machinery.tellTyping(caseId);
    expect(typed).toHaveLength(1);
    expect(typed[0]).toMatchObject({
      from: { id: 'trustdesk' },
      channelData: { trustdesk: { kind: 'agent-typing', agent: 'Ada *Ng*' } },
    });
    now = new Date(now.getTime() + 3_000);
    await machinery.tellTyping(caseId);
    expect(typed).toHaveLength(2);
  });

  test('of nobody is not shown', async () => {
    await begin(ownServiceUrl);
    watch();
    await handoff.act(caseId, { type: 'cancel', reason: 'by-person' });
    await machinery.tellTyping(caseId);
    await machinery.tellTyping('no such case');
    expect(typed).toEqual([]);
  });
});

describe('how far the agent has read', () => {
  test('is shown on our own page, each time it is further', async () => {
    await begin(ownServiceUrl);
    const shown: unknown[] = [];
    machinery.feed.subscribe(conversation, {
      entries: () => {},
      ephemeral: ({ name, value }) => shown.push({ name, value }),
    });
    const read = async (seq: number) => {
      await machinery.storage.cases.moveCursor(caseId, 'agent', seq);
      caseFeed.publish(caseId, []);
    };
    await read(3);
    await read(3);
    await until('the first', () => shown.length === 1);
    await read(5);
    await until('the second', () => shown.length === 2);
    expect(shown).toEqual(
      ['3', '5'].map((watermark) => ({ name: 'trustdesk/agentRead', value: { watermark } })),
    );
  });

  test('is told to nobody once nobody has the case', async () => {
    await begin(ownServiceUrl);
    await handoff.act(caseId, { type: 'cancel', reason: 'by-person' });
    await machinery.storage.cases.moveCursor(caseId, 'agent', 3);
    const shown: unknown[] = [];
    machinery.feed.subscribe(conversation, { entries: () => {}, ephemeral: (one) => shown.push(one) });
    caseFeed.publish(caseId, []);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(shown).toEqual([]);
  });
});
