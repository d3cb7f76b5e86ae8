import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TurnMachineryParts } from '../../src/bot/turnMachinery.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import type { Storage } from '../../src/storage/storage.js';
import { type FakeConnector, startFakeConnector } from './fakeConnector.js';
import { said, type TestMachinery, testMachinery } from './testMachinery.js';
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

function echoing(more: Partial<TurnMachineryParts> = {}): void {
  machinery = testMachinery(async (context) => {
    for (const text of String(context.activity.text).split(' ')) await context.sendActivity(text);
  }, more);
}
const textsPosted = () => connector.posted.map(({ activity }) => activity['text']);
const waiting = () => machinery.storage.nextOutboxItem('test/c1');

describe('a channel that fails', () => {
  test.each([500, 502, 504, 412, 429])('with %i is tried again, and order is kept', async (status) => {
    connector.refusals.push({ status }, { status });
    echoing();
    await machinery.runTurn(said(connector.serviceUrl, { text: 'one two' }));
    await until('both', () => connector.posted.length === 2);
    expect(textsPosted()).toEqual(['one', 'two']);
    expect(connector.refused).toBe(2);
  });

  test('for one conversation does not hold another', async () => {
    const broken = await startFakeConnector();
    broken.refusals.push({ status: 503, headers: { 'Retry-After': '60' } });
    echoing();
    await machinery.runTurn(said(broken.serviceUrl, { text: 'one', conversationId: 'c1' }));
    await machinery.runTurn(said(connector.serviceUrl, { text: 'other', conversationId: 'c2' }));
    await until('the other', () => connector.posted.length === 1);
    await until('the refusal', async () => (await waiting())?.tries === 1);
    await broken.close();
  });

  test('and names a time is not tried before it', async () => {
    connector.refusals.push({ status: 429, headers: { 'Retry-After': '30' } });
    echoing();
    const before = Date.now();
    await machinery.runTurn(said(connector.serviceUrl, { text: 'one' }));
    await until('the refusal', async () => (await waiting())?.tries === 1);
    expect(Date.parse((await waiting())?.dueAt ?? '') - before).toBeGreaterThanOrEqual(30_000);
  });

  test('that is not there at all is tried again', async () => {
    echoing();
    const gone = await startFakeConnector();
    await gone.close();
    await machinery.runTurn(said(gone.serviceUrl, { text: 'one' }));
    await until('two attempts', async () => ((await waiting())?.tries ?? 0) >= 2);
  });

  test('that never answers is tried again', async () => {
    connector.refusals.push({ status: 0 });
    echoing({ limits: { outbox: { timeoutMs: 30 } } });
    await machinery.runTurn(said(connector.serviceUrl, { text: 'one' }));
    await until('the delivery', () => connector.posted.length === 1);
    expect(connector.refused).toBe(1);
  });

  test('for good is given up, and the next message passes', async () => {
    connector.refusals.push({ status: 403 });
    echoing();
    await machinery.runTurn(said(connector.serviceUrl, { text: 'one two' }));
    await until('the second', () => connector.posted.length === 1);
    expect(textsPosted()).toEqual(['two']);
    await until('the end', async () => (await waiting()) === null);
  });

  test('too often is given up', async () => {
    connector.refusals.push({ status: 500 }, { status: 500 });
    echoing({ limits: { outbox: { tries: 2 } } });
    await machinery.runTurn(said(connector.serviceUrl, { text: 'one two' }));
    await until('the second', () => connector.posted.length === 1);
    expect(textsPosted()).toEqual(['two']);
  });
});

test('what an earlier process left is delivered at the start', async () => {
  const storage = openSqliteStorage(':memory:');
  await leaveBehind(storage, 'left');
  echoing({ storage });
  await machinery.start();
  await until('the delivery', () => connector.posted.length === 1);
  expect(textsPosted()).toEqual(['left']);
});

async function leaveBehind(storage: Storage, text: string): Promise<void> {
  const entry = said(connector.serviceUrl, {});
  await storage.accept(entry);
  const turn = await storage.leaseTurn(entry.conversation, 'gone', '', '2026-03-01T08:00:00.000Z');
  if (!turn) throw new Error('no turn');
  const activity = { ...entry.activity, text };
  await storage.commitTurn({
    ...{ turnId: turn.turnId, conversation: entry.conversation, fence: turn.fence, state: new Map() },
    ...{
      probeJobs: [],
      cancelledJobs: [],
      seenCase: null,
      cases: [],
      person: null,
      response: null,
      at: '2026-03-01T08:00:00.000Z',
    },
    outgoing: [{ id: 'left', kind: 'send', speaker: 'bot', activity, delivery: 'connector' }],
  });
}
