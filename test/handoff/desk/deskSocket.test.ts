import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { StoredActivity } from '../../../src/storage/storage.js';
import { conversationKey } from '../../../src/storage/storage.js';
import { openTestDesk, TestBrowser, type TestDesk } from './testDesk.js';

let desk: TestDesk;
let one: TestBrowser;

beforeEach(async () => {
  desk = await openTestDesk();
  await desk.addAgent('One');
  one = new TestBrowser(desk.url);
  await one.signIn('one@contoso.com');
});
afterEach(() => desk.close());

const from0 = { afterSeq: 0, afterEvent: 0 };

test('news of cases and of a watched conversation come, and go on after a cut without loss or repetition', async () => {
  const first = await one.open();
  await first.until('hello');
  const caseId = await desk.openCase();
  await first.until('case', ({ item }) => item.caseId === caseId && item.status === 'queued');
  first.send({ type: 'watch', caseId, ...from0 });
  await first.until('timeline');
  await one.call('POST', `/desk/api/cases/${caseId}/claim`, {});
  await first.until('timeline', ({ view }) => view.status === 'claimed');
  await desk.say('first');
  await first.until('timeline', ({ entries }) => entries.some(({ text }) => text === 'first'));
  first.cut();
  const last = first.news.findLast((news) => news.type === 'timeline');
  await desk.say('second');
  await desk.say('third');
  const again = await one.open();
  again.send({
    ...{ type: 'watch', caseId },
    ...{ afterSeq: last?.afterSeq ?? 0, afterEvent: last?.afterEvent ?? 0 },
  });
  await again.until('timeline', ({ entries }) => entries.some(({ text }) => text === 'third'));
  expect([...first.lines(caseId), ...again.lines(caseId)]).toEqual([
    ...['person: human', 'bot: bot: human', 'person: first', 'person: second', 'person: third'],
  ]);
});

test('a watch of a conversation longer than a page brings all of it, in order', async () => {
  const caseId = await desk.openCase();
  for (let index = 0; index < 150; index += 1) await desk.say(`line ${index}`);
  const socket = await one.open();
  socket.send({ type: 'watch', caseId, ...from0 });
  await socket.until(
    'timeline',
    ({ more, entries }) => !more && entries.some(({ text }) => text === 'bot: line 149'),
  );
  const spoken = socket.lines(caseId).filter((line) => line.startsWith('person: line'));
  expect(spoken).toEqual(Array.from({ length: 150 }, (_, index) => `person: line ${index}`));
});

test('typing reaches the agent, and the agent’s the person only for their own case', async () => {
  const typed: string[] = [];
  await desk.close();
  desk = await openTestDesk({ services: { tellTyping: async (caseId) => void typed.push(caseId) } });
  await desk.addAgent('One');
  one = new TestBrowser(desk.url);
  await one.signIn('one@contoso.com');
  const [mine, other] = [await desk.openCase('mine'), await desk.openCase('other')];
  await one.call('POST', `/desk/api/cases/${mine}/claim`, {});
  const socket = await one.open();
  socket.send({ type: 'watch', caseId: mine, ...from0 });
  await socket.until('timeline');
  const typing: StoredActivity = { type: 'typing', from: { id: 'user', role: 'user' } };
  desk.feed.publishEphemeral(conversationKey('test', 'mine'), {
    type: 'typing',
    from: { id: 'bot', role: 'bot' },
  });
  desk.feed.publishEphemeral(conversationKey('test', 'mine'), typing);
  expect(await socket.until('typing')).toEqual({ type: 'typing', caseId: mine, from: 'person', name: null });
  socket.send({ type: 'typing', caseId: mine });
  socket.send({ type: 'read', caseId: other, seq: 1 });
  socket.send({ type: 'read', caseId: mine, seq: 2 });
  await socket.until('read', ({ cursors }) => cursors['agent'] === 2);
  expect(typed).toEqual([mine]);
  expect(await desk.storage.cases.cursors(other)).toEqual({});
});

test('an agent who claims to have read what is still to come has read what is there', async () => {
  const caseId = await desk.openCase();
  await one.call('POST', `/desk/api/cases/${caseId}/claim`, {});
  const socket = await one.open();
  socket.send({ type: 'watch', caseId, afterSeq: 0, afterEvent: 0 });
  await socket.until('timeline');
  socket.send({ type: 'read', caseId, seq: Number.MAX_SAFE_INTEGER });
  const { cursors } = await socket.until('read', (news) => news.cursors['agent'] !== undefined);
  expect(cursors['agent']).toBeLessThanOrEqual(await desk.storage.lastSeq(conversationKey('test', 'c1')));
});

test('what was withheld after the page got it is taken away from it', async () => {
  const caseId = await desk.openCase();
  const socket = await one.open();
  socket.send({ type: 'watch', caseId, ...from0 });
  const { entries } = await socket.until('timeline');
  const seq = entries.find(({ text }) => text === 'bot: human')?.seq ?? 0;
  jest.spyOn(desk.storage, 'outboxStates').mockResolvedValue(new Map([[seq, 'withheld']]));
  const at = new Date().toISOString();
  desk.caseFeed.publish(caseId, [{ type: 'bot-noted', n: 9, at, by: { kind: 'bot' }, text: 'human' }]);
  expect(await socket.until('withheld')).toEqual({ type: 'withheld', caseId, seqs: [seq] });
});

test('a disabled agent is cut off within seconds', async () => {
  const socket = await one.open();
  await socket.until('hello');
  await desk.storage.agents.change('agent-One', { disabled: true });
  await socket.until('signed-out');
  expect(await socket.closed).toBe(4401);
  expect((await one.call('GET', '/desk/api/me')).status).toBe(401);
});

test('a reminded agent is told, others are not', async () => {
  await desk.addAgent('Two');
  const two = new TestBrowser(desk.url);
  await two.signIn('two@contoso.com');
  const caseId = await desk.openCase();
  await one.call('POST', `/desk/api/cases/${caseId}/claim`, {});
  const sockets = [await one.open(), await two.open()];
  for (const socket of sockets) await socket.until('hello');
  const record = await desk.storage.cases.read(caseId);
  const events = [
    { type: 'reminded', n: (record?.version ?? 0) + 1, at: new Date().toISOString(), by: { kind: 'bot' } },
  ];
  if (record === null) throw new Error('no case');
  const state = { ...record.state, remindedAt: new Date().toISOString() };
  await desk.storage.cases.change({ seen: record.version, row: { ...record, state }, events, entries: [] });
  desk.caseFeed.publish(caseId, []);
  await sockets[0]?.until('reminder', (news) => news.caseId === caseId);
  await sockets[1]?.until('case', ({ item }) => item.caseId === caseId);
  expect(sockets[1]?.news.some(({ type }) => type === 'reminder')).toBe(false);
});

test('frames that are no commands are ignored', async () => {
  const socket = await one.open();
  await socket.until('hello');
  for (const command of [
    null,
    {},
    { type: 'watch' },
    { type: 'watch', caseId: 'x', afterSeq: -1, afterEvent: 0 },
    { type: 'watch', caseId: 'none', ...from0 },
  ])
    socket.send(command as never);
  const caseId = await desk.openCase();
  socket.send({ type: 'watch', caseId, ...from0 });
  await socket.until('timeline', (news) => news.caseId === caseId);
});
