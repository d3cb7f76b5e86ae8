import { afterEach, expect, test } from '@jest/globals';
import type { RunProbe } from '../../src/bot/probeJobs.js';
import type { TurnMachineryParts } from '../../src/bot/turnMachinery.js';
import { type BotLogic, probeResultEvent } from '../../src/bot/turnScope.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import type { StoredActivity } from '../../src/storage/storage.js';
import { ownServiceUrl, said, type TestMachinery, testMachinery } from './testMachinery.js';
import { until } from './until.js';

const key = 'directline/c1';
let machinery: TestMachinery;
let jobId = '';

afterEach(async () => {
  await machinery.stop();
  await machinery.storage.close();
});

const logic: BotLogic = async (context, turn) => {
  const { type, name, text, value } = context.activity;
  if (type === 'event' && name === probeResultEvent) {
    await context.sendActivity(`result ${JSON.stringify(value)}`);
  } else if (text === 'stop') {
    turn.cancelProbe(jobId);
    await context.sendActivity('stopped');
  } else {
    jobId = turn.startProbe({ host: text });
    await context.sendActivity('looking');
  }
};

function start(runProbe: RunProbe, more: Partial<TurnMachineryParts> = {}): void {
  machinery = testMachinery(logic, { runProbe, ...more });
}
const say = (text: string) => machinery.runTurn(said(ownServiceUrl, { text, channelId: 'directline' }));
async function replies(): Promise<readonly unknown[]> {
  const entries = await machinery.storage.readLog(key, 0, 100);
  return entries.filter(({ direction }) => direction === 'out').map(({ activity }) => activity['text']);
}

test('the result comes back as an internal event that runs a turn of its own', async () => {
  start(async (request) => ({ seen: request['host'] ?? null }));
  await say('mail.contoso.com');
  await until('the result', async () => (await replies()).length === 2);
  const value = JSON.stringify({ jobId, record: { seen: 'mail.contoso.com' } });
  expect(await replies()).toEqual(['looking', `result ${value}`]);
  const internal = (await machinery.storage.readLog(key, 0, 9)).find(
    ({ direction }) => direction === 'internal',
  );
  expect(internal?.activity).toMatchObject({
    ...{ type: 'event', channelId: 'directline', serviceUrl: ownServiceUrl },
    ...{ conversation: { id: 'c1' }, from: { id: 'user' }, recipient: { id: 'bot' } },
  });
  expect(internal?.activity).not.toHaveProperty('id');
  expect(await machinery.storage.pendingProbeJobs()).toEqual([]);
});

test('messages are served while a probe runs, and steps are shown but not kept', async () => {
  const shown: StoredActivity[] = [];
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  start(async (_request, onStep) => {
    onStep('tcp');
    await finished;
    return {};
  });
  machinery.feed.subscribe(key, { entries: () => undefined, ephemeral: (activity) => shown.push(activity) });
  await say('mail.contoso.com');
  await say('other.contoso.com');
  await until('both replies', async () => (await replies()).length === 2);
  await until('both steps', () => shown.length === 2);
  expect(shown[0]).toMatchObject({
    ...{ type: 'typing', from: { id: 'bot' }, recipient: { id: 'user' }, conversation: { id: 'c1' } },
    channelData: { trustdesk: { kind: 'progress', step: 'tcp', text: 'now: tcp' } },
  });
  expect(await machinery.storage.lastSeq(key)).toBe(4);
  finish();
});

test('a cancelled probe is ended and brings no result', async () => {
  let aborted = false;
  start(async (_request, _onStep, signal) => {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    aborted = true;
    return {};
  });
  await say('mail.contoso.com');
  await until('the job', async () => (await machinery.storage.pendingProbeJobs()).length === 1);
  await say('stop');
  await until('the end', () => aborted);
  await say('stop');
  await until('the last reply', async () => (await replies()).length === 3);
  expect(await replies()).toEqual(['looking', 'stopped', 'stopped']);
  expect(await machinery.storage.pendingProbeJobs()).toEqual([]);
});

test('a probe that fails by itself is tried three times and then told as failed', async () => {
  let tries = 0;
  start(async () => {
    tries += 1;
    throw new Error('a bug');
  });
  await say('mail.contoso.com');
  await until('the result', async () => (await replies()).length === 2);
  expect(tries).toBe(3);
  expect((await replies())[1]).toContain('"failed":"mail.contoso.com"');
});

test('a job left open by an earlier process is run again at the start', async () => {
  const storage = openSqliteStorage(':memory:');
  start(
    async (_request, _onStep, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      return { lost: true };
    },
    { storage },
  );
  await say('mail.contoso.com');
  await until('the job', async () => (await storage.pendingProbeJobs())[0]?.tries === 1);
  await machinery.stop();
  start(async () => ({ again: true }), { storage });
  await machinery.start();
  await until('the result', async () => (await replies()).length === 2);
  expect((await replies())[1]).toContain('"again":true');
});

test('no more probes at once than allowed', async () => {
  let inside = 0;
  let most = 0;
  start(
    async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 3));
      inside -= 1;
      return {};
    },
    { limits: { probes: 2 } },
  );
  for (let index = 0; index < 6; index += 1) await say(`h${index}.contoso.com`);
  await until('all results', async () => (await replies()).length === 12);
  expect(most).toBe(2);
});
