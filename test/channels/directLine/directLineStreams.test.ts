import { once } from 'node:events';
import { afterEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import type { JsonObject } from '../../../src/base/json.js';
import { directLineKey } from '../../../src/channels/directLine/directLineAddress.js';
import { removeRecordsOf } from '../../../src/storage/removeRecordsOf.js';
import { personKey } from '../../../src/storage/storage.js';
import { until } from '../../bot/until.js';
import { call, visit } from './directLineClient.js';
import { pageLine } from './pageLine.js';
import { startDirectLine, type TestServer, type TestServerOptions } from './startDirectLine.js';

interface Frame {
  readonly activities: readonly (JsonObject & { readonly channelData: JsonObject })[];
  readonly watermark?: string;
}

let server: TestServer | undefined;
const sockets: WebSocket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await server?.close();
  server = undefined;
});

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  server = await startDirectLine(options);
  return server;
}

/** Opens a stream and collects its frames; `until` resolves when they hold so many activities. */
function open(url: string): {
  socket: WebSocket;
  frames: Frame[];
  until(count: number): Promise<Frame['activities']>;
} {
  const socket = new WebSocket(url);
  sockets.push(socket);
  const frames: Frame[] = [];
  const waiting: (() => void)[] = [];
  socket.on('message', (data) => {
    frames.push(JSON.parse(String(data)) as Frame);
    for (const wake of waiting.splice(0)) wake();
  });
  const all = () => frames.flatMap(({ activities }) => activities);
  const until = async (count: number) => {
    while (all().length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    return all();
  };
  return { socket, frames, until };
}

/** The HTTP status with which an upgrade was refused. */
function refusalOf(url: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    sockets.push(socket);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => reject(new Error('the stream was opened')));
    socket.on('error', reject);
  });
}

const echo: TestServerOptions['bot'] = ({ activity }) =>
  activity['type'] === 'message'
    ? [{ type: 'message', text: `re: ${activity['text']}`, replyToId: String(activity['id']) }]
    : [];

test('replays the log from the watermark and goes on with what comes', async () => {
  const { url } = await start({ bot: echo });
  const visitor = await visit(url);
  await visitor.post({ type: 'message', text: 'one', channelData: { clientActivityID: 'c1' } });
  const stream = open(visitor.streamUrl);
  await stream.until(2);
  await visitor.post({ type: 'message', text: 'two' });
  const activities = await stream.until(4);
  expect(activities.map(({ text }) => text)).toEqual(['one', 're: one', 'two', 're: two']);
  expect(activities[0]?.channelData).toMatchObject({ clientActivityID: 'c1' });
  const order = activities.map(({ channelData }) => Number(channelData['webchat:sequence-id']));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(stream.frames.at(-1)?.watermark).toBe('5');

  const again = open(visitor.streamUrl.replace('watermark=0', 'watermark=3'));
  expect((await again.until(2)).map(({ text }) => text)).toEqual(['two', 're: two']);
});

test('nothing of a long log is lost or doubled, whatever the feed says meanwhile', async () => {
  const { url, say, feed, storage } = await start();
  const visitor = await visit(url);
  const key = directLineKey(visitor.conversationId);
  for (let index = 0; index < 130; index += 1)
    await say(visitor.conversationId, { type: 'message', text: String(index) });
  const stream = open(visitor.streamUrl);
  await stream.until(1);
  feed.publish(key, await storage.readLog(key, 0, 20));
  for (let index = 130; index < 140; index += 1)
    await say(visitor.conversationId, { type: 'message', text: String(index) });
  const activities = await stream.until(140);
  expect(activities.map(({ text }) => text)).toEqual(
    Array.from({ length: 140 }, (_, index) => String(index)),
  );
});

test('typing and progress are forwarded and leave no trace', async () => {
  const { url, feed } = await start();
  const visitor = await visit(url);
  const stream = open(visitor.streamUrl);
  await new Promise((resolve) => stream.socket.on('open', resolve));
  const progress = { kind: 'progress', step: 'tls', text: 'Reading the certificate of mail.contoso.com…' };
  feed.publishEphemeral(directLineKey(visitor.conversationId), {
    type: 'typing',
    channelData: { trustdesk: progress },
  });
  const [typing] = await stream.until(1);
  expect(typing).toMatchObject({
    type: 'typing',
    from: { role: 'bot' },
    channelData: { trustdesk: progress },
  });
  expect(stream.frames[0]?.watermark).toBeUndefined();
  expect((await visitor.read()).body.activities).toEqual([]);
});

test('refuses streams without a good token, of other conversations, from other sites, and elsewhere', async () => {
  const { url, pass } = await start();
  const visitor = await visit(url);
  const other = await visit(url);
  expect(await refusalOf(visitor.streamUrl.replace(/t=.*/, 't=nonsense'))).toBe(401);
  expect(await refusalOf(visitor.streamUrl.replace(visitor.conversationId, other.conversationId))).toBe(401);
  expect(await refusalOf(visitor.streamUrl, { origin: 'https://evil.example' })).toBe(403);
  expect(await refusalOf(`${url.replace('http', 'ws')}/elsewhere`)).toBe(404);
  pass(31 * 60_000);
  expect(await refusalOf(visitor.streamUrl)).toBe(403);
});

test('ends the stream of a forgotten conversation', async () => {
  const { url, storage } = await start({ streams: { heartbeatMs: 20, sendTimeoutMs: 1_000 } });
  const visitor = await visit(url);
  const { socket } = open(visitor.streamUrl);
  await new Promise((resolve) => socket.on('open', resolve));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  const claims = JSON.parse(Buffer.from(visitor.token.split('.')[1] ?? '', 'base64url').toString());
  await removeRecordsOf(storage.records, personKey('directline', claims.user));
  expect(await closed).toBe(1000);
});

test('drops a client that answers no ping, and finds what no feed told of', async () => {
  const { url, storage } = await start({ streams: { heartbeatMs: 30, sendTimeoutMs: 1_000 } });
  const visitor = await visit(url);
  const key = directLineKey(visitor.conversationId);
  const dead = new WebSocket(visitor.streamUrl, { autoPong: false });
  sockets.push(dead);
  const closed = new Promise((resolve) => dead.on('close', resolve));
  const stream = open(visitor.streamUrl);
  await new Promise((resolve) => stream.socket.on('open', resolve));
  const identity = { claims: [], audience: '', callerId: null };
  const activity = { type: 'message', text: 'of another instance' };
  await storage.accept({
    conversation: key,
    activity,
    identity,
    dedupeKey: 'x',
    direction: 'in',
    mode: 'queued',
    receivedAt: '2026-11-22T00:00:00.000Z',
  });
  expect((await stream.until(1))[0]).toMatchObject({ text: 'of another instance' });
  expect(await closed).toBe(1006);
});

test.each(['stream', 'polling'] as const)('botframework-directlinejs talks to it by %s', async (how) => {
  const { url } = await start({ bot: echo });
  const { body } = await call(`${url}/v3/directline/tokens/generate`, { body: {} });
  const line = pageLine(url, body.token, how);
  const texts: unknown[] = [];
  const both = new Promise<void>((resolve) => {
    line.activity$.subscribe({
      next: (activity) => {
        texts.push((activity as { text?: string }).text);
        if (texts.length === 2) resolve();
      },
      // What the client reports when it is ended.
      error: () => {},
    });
  });
  const id = await line.postActivity({ type: 'message', from: { id: 'x' }, text: 'hello' }).toPromise();
  await both;
  expect(id).toMatch(new RegExp(`^${body.conversationId}\\|`));
  expect(texts).toEqual(['hello', 're: hello']);
});

test('what a stream has brought is told, and so is nothing that is not in the log', async () => {
  const { url, feed, say, signals } = await start();
  const visitor = await visit(url);
  const conversation = directLineKey(visitor.conversationId);
  await visitor.post({ type: 'message', text: 'hello' });
  const stream = open(visitor.streamUrl);
  await stream.until(1);
  await say(visitor.conversationId, { type: 'message', text: 'a reply' });
  await stream.until(2);
  feed.publishEphemeral(conversation, { type: 'typing', from: { role: 'bot' } });
  await stream.until(3);
  const given = signals.map(({ signal, seq }) => `${signal} ${seq}`);
  expect(given.at(-1)).toBe(`given ${await server?.storage.lastSeq(conversation)}`);
});

test('a person’s own typing does not come back to them', async () => {
  const { url, feed } = await start();
  const visitor = await visit(url);
  const conversation = directLineKey(visitor.conversationId);
  const stream = open(visitor.streamUrl);
  await new Promise((resolve) => stream.socket.once('open', resolve));
  await visitor.post({ type: 'message', text: 'hello' });
  await stream.until(1);
  feed.publishEphemeral(conversation, { type: 'typing', from: { role: 'user' } });
  feed.publishEphemeral(conversation, { type: 'typing', from: { role: 'bot' }, value: 'agent' });
  expect((await stream.until(2)).map(({ value }) => value)).toEqual([undefined, 'agent']);
});

test('a conversation is open while somebody has a stream of it', async () => {
  const { url, streams } = await start({ bot: echo });
  const [visitor, other] = [await visit(url), await visit(url)];
  const isOpen = () => streams.isOpen(visitor.conversationId);
  expect(isOpen()).toBe(false);
  const opened = [open(visitor.streamUrl), open(visitor.streamUrl)];
  await Promise.all(opened.map(({ socket }) => once(socket, 'open')));
  expect([isOpen(), streams.isOpen(other.conversationId)]).toEqual([true, false]);
  opened[0]?.socket.close();
  await once(opened[0]?.socket as WebSocket, 'close');
  expect(isOpen()).toBe(true);
  opened[1]?.socket.terminate();
  await until('the end of the last stream', () => !isOpen());
});
