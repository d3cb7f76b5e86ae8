import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { DeskNews } from '../../../../src/handoff/desk/deskApi.js';
import { DeskConnection } from '../../../../src/handoff/desk/socket/deskConnection.js';
import { openTestDesk, type TestDesk } from '../testDesk.js';

let desk: TestDesk;
let connection: DeskConnection;
let sent: DeskNews[];
let failures: unknown[];
/** Lets the page take the frame that it was sent. */
let take: () => void;

beforeEach(async () => {
  desk = await openTestDesk();
  const agent = await desk.addAgent('One');
  const session = {
    ...{ tokenHash: 'h', agentId: agent.id, csrf: 'c', createdAt: '', lastSeenAt: '', expiresAt: '' },
  };
  sent = [];
  failures = [];
  take = () => undefined;
  connection = new DeskConnection({
    services: desk.services,
    signedIn: { agent, session },
    sink: {
      send: (frame) => {
        sent.push(JSON.parse(frame));
        return new Promise((resolve) => {
          take = resolve;
        });
      },
    },
    onFailure: (error) => failures.push(error),
  });
});
afterEach(async () => {
  connection.end();
  await desk.close();
});

const pause = () => new Promise((resolve) => setTimeout(resolve, 30));

async function takeAll(): Promise<readonly DeskNews[]> {
  for (let before = -1; before < sent.length; ) {
    before = sent.length;
    take();
    await pause();
  }
  return sent;
}

test('a slow page gets one frame at a time, and what changed often meanwhile once, as it is then', async () => {
  const caseId = await desk.openCase();
  await takeAll();
  connection.take({ type: 'watch', caseId, afterSeq: 0, afterEvent: 0 });
  await pause();
  const held = sent.length;
  for (let index = 0; index < 50; index += 1) await desk.say(`line ${index}`);
  await pause();
  expect(sent.length).toBe(held);
  const news = (await takeAll()).slice(held);
  const lines = news.flatMap((one) => (one.type === 'timeline' ? one.entries : []));
  expect(lines.filter(({ from }) => from === 'person').map(({ text }) => text)).toEqual(
    Array.from({ length: 50 }, (_, index) => `line ${index}`),
  );
  expect(news.length).toBeLessThan(5);
  expect(failures).toEqual([]);
});

test('a page that takes nothing for very long is let go', async () => {
  await pause();
  for (let index = 0; index < 5_100; index += 1) desk.caseFeed.publish(`case ${index}`, []);
  expect(failures.length).toBeGreaterThan(0);
});

test('nothing is sent after the end', async () => {
  await takeAll();
  const before = sent.length;
  connection.end();
  await desk.openCase();
  take();
  await pause();
  expect(sent.length).toBe(before);
});
