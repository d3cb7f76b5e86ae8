import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConversationState, type TurnContext } from 'botbuilder';
import type { BotLogic } from '../../src/bot/turnScope.js';
import type { StoredActivity } from '../../src/storage/storage.js';
import { type FakeConnector, startFakeConnector } from './fakeConnector.js';
import { ownServiceUrl, said, type TestMachinery, testMachinery } from './testMachinery.js';
import { until } from './until.js';

let connector: FakeConnector;
let machinery: TestMachinery;

beforeEach(async () => {
  connector = await startFakeConnector();
});
afterEach(async () => {
  await machinery.stop();
  await machinery.storage.close();
  await connector.close();
});

function bot(logic: BotLogic): void {
  machinery = testMachinery(logic);
}

const echo = async (context: TurnContext) => {
  await context.sendActivity(`echo ${context.activity.text}`);
};
const textsPosted = () => connector.posted.map(({ activity }) => activity['text']);

describe('replies', () => {
  test('leave after the turn, in order, as replies to the message', async () => {
    bot(async (context) => {
      await context.sendActivities([{ text: 'one' }, { text: 'two' }]);
      await context.sendActivity('three');
      expect(context.responded).toBe(true);
      expect(connector.posted).toHaveLength(0);
    });
    await machinery.runTurn(said(connector.serviceUrl, { id: 'm1' }));
    await until('three posts', () => connector.posted.length === 3);
    expect(textsPosted()).toEqual(['one', 'two', 'three']);
    expect(connector.posted[0]).toMatchObject({
      method: 'POST',
      path: '/v3/conversations/c1/activities/m1',
      activity: { type: 'message', from: { id: 'bot' }, recipient: { id: 'user' }, replyToId: 'm1' },
    });
    expect(connector.posted[0]?.activity).not.toHaveProperty('id');
  });

  test('stay in the log on a channel served here', async () => {
    const published: StoredActivity[] = [];
    bot(echo);
    machinery.feed.subscribe('directline/c1', {
      entries: (entries) => published.push(...entries.map(({ activity }) => activity)),
      ephemeral: () => undefined,
    });
    await machinery.runTurn(said(ownServiceUrl, { text: 'hi', channelId: 'directline' }));
    await until('the reply', () => published.length === 2);
    expect(published.map((activity) => activity['text'])).toEqual(['hi', 'echo hi']);
    expect(published[1]?.['id']).toMatch(/^id-/);
    expect(await machinery.storage.nextOutboxItem('directline/c1')).toBeNull();
  });

  test('of Azure’s Direct Line go through its connector', async () => {
    bot(echo);
    await machinery.runTurn(said(connector.serviceUrl, { text: 'hi', channelId: 'directline' }));
    await until('the post', () => connector.posted.length === 1);
    expect(textsPosted()).toEqual(['echo hi']);
  });

  test('neither traces nor delays leave', async () => {
    bot(async (context) => {
      await context.sendTraceActivity('inner life');
      await context.sendActivity({ type: 'delay', value: 60_000 });
      await context.sendActivity('done');
    });
    await machinery.runTurn(said(connector.serviceUrl, {}));
    await until('the post', () => connector.posted.length === 1);
    expect(textsPosted()).toEqual(['done']);
  });
});

describe('changes of a sent message', () => {
  test('an update and a delete go out with the channel’s id, also turns later', async () => {
    let ours = '';
    bot(async (context) => {
      const { text } = context.activity;
      if (text === 'send') ours = (await context.sendActivity('first'))?.id ?? '';
      if (text === 'update') await context.updateActivity({ id: ours, type: 'message', text: 'second' });
      if (text === 'delete') await context.deleteActivity(ours);
    });
    for (const text of ['send', 'update', 'delete'])
      await machinery.runTurn(said(connector.serviceUrl, { text }));
    await until('three requests', () => connector.posted.length === 3);
    expect(ours).toMatch(/^id-/);
    expect(connector.posted.map(({ method, path }) => `${method} ${path}`).slice(1)).toEqual([
      'PUT /v3/conversations/c1/activities/channel-1',
      'DELETE /v3/conversations/c1/activities/channel-1',
    ]);
    expect(connector.posted[1]?.activity).toMatchObject({ id: 'channel-1', text: 'second' });
  });

  test('an update in the same turn waits behind its message', async () => {
    connector.refusals.push({ status: 503 });
    bot(async (context) => {
      const id = (await context.sendActivity('first'))?.id ?? '';
      await context.updateActivity({ id, type: 'message', text: 'second' });
    });
    await machinery.runTurn(said(connector.serviceUrl, {}));
    await until('both', () => connector.posted.length === 2);
    expect(textsPosted()).toEqual(['first', 'second']);
    expect(connector.posted[1]?.path).toContain('/channel-1');
  });

  test('a message that was never ours keeps the id the channel gave it', async () => {
    bot(async (context) => {
      await context.updateActivity({ id: 'theirs', type: 'message', text: 'changed' });
    });
    await machinery.runTurn(said(connector.serviceUrl, {}));
    await until('the update', () => connector.posted.length === 1);
    expect(connector.posted[0]?.path).toContain('/theirs');
  });

  test('on a channel served here the update is a later entry with the same id', async () => {
    bot(async (context) => {
      const id = (await context.sendActivity('first'))?.id ?? '';
      await context.updateActivity({ id, type: 'message', text: 'second' });
      await context.deleteActivity(id);
    });
    await machinery.runTurn(said(ownServiceUrl, { channelId: 'directline' }));
    await until('the entries', async () => (await machinery.storage.lastSeq('directline/c1')) === 4);
    const [first, second, third] = await machinery.storage.readLog('directline/c1', 1, 9);
    expect(second?.activity).toMatchObject({ id: first?.activity['id'], text: 'second' });
    expect(third?.activity).toMatchObject({ id: first?.activity['id'], type: 'messageDelete' });
  });
});

describe('held responses', () => {
  test('expectReplies come back in the response and are not also sent', async () => {
    bot(async (context) => {
      await context.sendActivities([{ text: 'one' }, { text: 'two' }]);
    });
    const entry = said(connector.serviceUrl, { mode: 'expectReplies' });
    const { response } = await machinery.runTurn(entry);
    expect(await response).toMatchObject({
      status: 200,
      body: { activities: [{ text: 'one' }, { text: 'two' }] },
    });
    expect(await machinery.storage.lastSeq(entry.conversation)).toBe(3);
    expect(await machinery.storage.nextOutboxItem(entry.conversation)).toBeNull();
  });

  test('an invoke is answered with its invoke response', async () => {
    bot(async (context) => {
      await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { ok: true } } });
      await context.sendActivity('and a message');
    });
    const { response } = await machinery.runTurn(said(connector.serviceUrl, { mode: 'invoke' }));
    expect(await response).toEqual({ status: 200, body: { ok: true } });
    await until('the message', () => connector.posted.length === 1);
    expect(textsPosted()).toEqual(['and a message']);
  });

  test('an invoke nobody answers is 501', async () => {
    bot(async () => undefined);
    const { response } = await machinery.runTurn(said(connector.serviceUrl, { mode: 'invoke' }));
    expect((await response)?.status).toBe(501);
  });
});

describe('typing and other ephemeral activities', () => {
  test('go directly to the channel and are not kept', async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    bot(async (context) => {
      await context.sendActivity({ type: 'typing' });
      await gate;
    });
    const entry = said(connector.serviceUrl, {});
    await machinery.runTurn(entry);
    await until('typing during the turn', () => connector.posted.length === 1);
    release();
    expect(connector.posted[0]?.activity['type']).toBe('typing');
    expect(await machinery.storage.lastSeq(entry.conversation)).toBe(1);
  });

  test('go to the open streams of our own channel', async () => {
    const shown: StoredActivity[] = [];
    bot(async (context) => {
      await context.sendActivity({
        type: 'message',
        text: 'psst',
        channelData: { trustdesk: { ephemeral: true } },
      });
    });
    machinery.feed.subscribe('directline/c1', {
      entries: () => undefined,
      ephemeral: (activity) => shown.push(activity),
    });
    await machinery.runTurn(said(ownServiceUrl, { channelId: 'directline' }));
    await until('the ephemeral activity', () => shown.length === 1);
    expect(shown[0]?.['text']).toBe('psst');
  });

  test('failing to send them harms nothing', async () => {
    connector.refusals.push({ status: 400 });
    bot(async (context) => {
      await context.sendActivity({ type: 'typing' });
      await until('the refusal', () => connector.refused === 1);
      await context.sendActivity('still here');
    });
    await machinery.runTurn(said(connector.serviceUrl, {}));
    await until('the message', () => connector.posted.length === 1);
    expect(textsPosted()).toEqual(['still here']);
  });
});

test('state written in one turn is read in the next', async () => {
  bot(async (context, turn) => {
    const state = new ConversationState(turn.state);
    const property = state.createProperty<number>('count');
    const count = (await property.get(context, 0)) + 1;
    await property.set(context, count);
    await state.saveChanges(context);
    await context.sendActivity(`count ${count}`);
  });
  for (const _ of [1, 2, 3]) await machinery.runTurn(said(connector.serviceUrl, {}));
  await until('three posts', () => connector.posted.length === 3);
  expect(textsPosted()).toEqual(['count 1', 'count 2', 'count 3']);
});
