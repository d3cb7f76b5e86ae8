import { afterEach, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.js';
import { removeRecordsOf } from '../../../src/storage/removeRecordsOf.js';
import { personKey } from '../../../src/storage/storage.js';
import { call, visit } from './directLineClient.js';
import { startDirectLine, type TestServer, type TestServerOptions } from './startDirectLine.js';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  server = await startDirectLine(options);
  return server;
}

test('generates a token of a user minted here, and starts the conversation once', async () => {
  const { url, entries } = await start();
  const generated = await call(`${url}/v3/directline/tokens/generate`, {
    body: { locale: 'fr-FR', user: { id: 'mine' } },
  });
  expect(generated.status).toBe(200);
  const { token, conversationId, expires_in } = generated.body;
  const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
  expect(claims.user).toMatch(/^dl_/);
  expect(expires_in).toBe(1_800);

  const first = await call(`${url}/v3/directline/conversations`, { token, method: 'POST' });
  const second = await call(`${url}/v3/directline/conversations`, {
    token,
    body: { user: {}, locale: 'vi-VN' },
  });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(first.body).toMatchObject({ conversationId, expires_in: 1_800 });
  expect(first.body.streamUrl).toMatch(
    /^ws:\/\/127\.0\.0\.1:\d+\/v3\/directline\/conversations\/.+\/stream\?watermark=0&t=/,
  );
  expect(
    entries.map(({ activity, direction, dedupeKey }) => [
      activity['type'],
      activity['locale'],
      direction,
      dedupeKey,
    ]),
  ).toEqual([
    ['conversationUpdate', 'fr-FR', 'internal', 'start'],
    ['event', 'vi-VN', 'internal', expect.stringMatching(/^returned \d+$/)],
  ]);
  expect(entries[0]?.activity['membersAdded']).toEqual([
    { id: 'trustdesk', name: 'TrustDesk', role: 'bot' },
    { id: claims.user, name: '', role: 'user' },
  ]);
});

test('says who speaks where itself and takes only the fields it knows', async () => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  const posted = await visitor.post({
    type: 'message',
    text: 'Bonjour',
    id: 'mine',
    channelId: 'webchat',
    serviceUrl: 'http://169.254.169.254/',
    from: { id: 'somebody else', role: 'bot' },
    conversation: { id: 'another' },
    recipient: { id: 'x' },
    locale: 'fr-fr',
    callerId: 'x',
    deliveryMode: 'expectReplies',
    entities: [{ type: 'ClientCapabilities' }],
    channelData: { clientActivityID: 'abc', trustdesk: { kind: 'diagnosis' } },
  });
  expect(posted.status).toBe(200);
  const entry = entries[1];
  expect(entry).toMatchObject({
    direction: 'in',
    mode: 'queued',
    conversation: `directline/${visitor.conversationId}`,
  });
  expect(entry?.activity).toEqual({
    type: 'message',
    text: 'Bonjour',
    locale: 'fr-FR',
    id: posted.body.id,
    timestamp: expect.any(String),
    channelId: 'directline',
    serviceUrl: 'https://directline.trustdesk.invalid/',
    conversation: { id: visitor.conversationId },
    from: { id: expect.stringMatching(/^dl_/), name: '', role: 'user' },
    recipient: { id: 'trustdesk', name: 'TrustDesk', role: 'bot' },
    channelData: { clientActivityID: 'abc' },
  });
});

test('a page that opens its conversation again tells the bot, once a minute', async () => {
  const { url, entries, pass } = await start();
  const { token } = await visit(url);
  const again = () => call(`${url}/v3/directline/conversations`, { token, method: 'POST' });
  const told = () => entries.map(({ activity }) => activity['name'] ?? activity['type']);
  expect((await again()).status).toBe(200);
  await again();
  pass(60_000);
  await again();
  const returns = told().filter((name) => name === 'trustdesk/returned').length;
  // Two, or three when the minute turns between the first two calls.
  expect([2, 3]).toContain(returns);
  expect(told().filter((name) => name === 'conversationUpdate')).toHaveLength(1);
  expect(entries.at(-1)).toMatchObject({ direction: 'internal', activity: { type: 'event' } });
});

test('no client may tell that somebody has come back', async () => {
  const { url } = await start();
  const visitor = await visit(url);
  const posted = await visitor.post({ type: 'event', name: 'trustdesk/returned' });
  expect(posted.body).toMatchObject({ error: { code: 'event-not-allowed' } });
});

test('the mailbox of an e-mail address is not stored', async () => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  await visitor.post({ type: 'message', text: 'jane.doe@contoso.com' });
  expect(entries.at(-1)?.activity['text']).toBe('***@contoso.com');
  expect(JSON.stringify((await visitor.read()).body)).not.toContain('jane');
});

test('echoes the person’s own message and the reply, and never an internal entry', async () => {
  const { url } = await start({
    bot: ({ activity }) => [{ type: 'message', text: `re: ${activity['text'] ?? 'start'}` }],
  });
  const visitor = await visit(url);
  const posted = await visitor.post({
    type: 'message',
    text: 'one',
    channelData: { clientActivityID: 'c1' },
  });
  const { body } = await visitor.read();
  expect(body.watermark).toBe('4');
  expect(
    body.activities.map((activity: { text: string; from: { role: string } }) => [
      activity.from.role,
      activity.text,
    ]),
  ).toEqual([
    ['bot', 're: start'],
    ['user', 'one'],
    ['bot', 're: one'],
  ]);
  expect(body.activities[1]).toMatchObject({ id: posted.body.id, channelData: { clientActivityID: 'c1' } });
  const later = await visitor.read(body.watermark);
  expect(later.body).toEqual({ activities: [], watermark: '4' });
});

test('a post that is repeated gets the first one’s id and runs no second turn', async () => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  const message = { type: 'message', text: 'twice', channelData: { clientActivityID: 'same' } };
  const [first, second] = [await visitor.post(message), await visitor.post(message)];
  expect(second.body.id).toBe(first.body.id);
  expect(entries.filter(({ direction }) => direction === 'in')).toHaveLength(1);
});

test('two posts at once are both kept', async () => {
  const { url } = await start();
  const visitor = await visit(url);
  await Promise.all(['a', 'b'].map((text) => visitor.post({ type: 'message', text })));
  const { body } = await visitor.read();
  expect(body.activities.map(({ text }: { text: string }) => text).sort()).toEqual(['a', 'b']);
});

test('secrets are masked before anything is stored', async () => {
  const { url, storage } = await start();
  const visitor = await visit(url);
  await visitor.post({
    type: 'message',
    text: 'https://bob:hunter2@mail.contoso.com/owa',
    value: { url: 'https://bob:hunter2@x' },
  });
  const log = JSON.stringify(await storage.readLog(`directline/${visitor.conversationId}`, 0, 100));
  expect(log).not.toContain('hunter2');
  expect(log).toContain('mail.contoso.com/owa');
});

test.each([
  ['linh@contoso.com', 'linh@contoso.com'],
  [' linh@contoso.com ', 'linh@contoso.com'],
  ['linh@contoso.com password=hunter2', '***@contoso.com password=***'],
  [{ mailAddress: 'linh@contoso.com' }, { mailAddress: '***@contoso.com' }],
])('an address is kept in the one field for it, and nothing else: %j', async (given, kept) => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  const value = { mailAddress: given, other: 'linh@contoso.com' };
  await visitor.post({ type: 'message', text: 'linh@contoso.com', value });
  expect(entries.at(-1)?.activity).toMatchObject({
    text: '***@contoso.com',
    value: { mailAddress: kept, other: '***@contoso.com' },
  });
});

test('100 kB of text is taken, more is refused with a code', async () => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  expect((await visitor.post({ type: 'message', text: 'ệ'.repeat(102_400) })).status).toBe(200);
  expect(String(entries[1]?.activity['text'])).toHaveLength(102_400);
  const longer = await visitor.post({ type: 'message', text: 'x'.repeat(102_401) });
  expect([longer.status, longer.body.error.code]).toEqual([413, 'text-too-long']);
  const huge = await visitor.post({ type: 'message', text: 'x'.repeat(600_000) });
  expect([huge.status, huge.body.error.code]).toEqual([413, 'body-too-large']);
});

test.each([
  ['not JSON', '{"type":', 'json-malformed'],
  ['an array', '[]', 'activity-malformed'],
  ['no type', '{}', 'activity-type'],
  ['a type of the house', '{"type":"conversationUpdate"}', 'activity-type'],
  [
    'a forged probe result',
    '{"type":"event","name":"trustdesk/probeResult","value":{}}',
    'event-not-allowed',
  ],
  ['a text that is none', '{"type":"message","text":{}}', 'activity-malformed'],
  ['deep JSON', `{"type":"message","value":${'['.repeat(100)}${']'.repeat(100)}}`, 'json-too-deep'],
])('refuses %s', async (_what, body, code) => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  const answer = await call(`${visitor.base}/activities`, { token: visitor.token, body });
  expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  expect(entries.filter(({ direction }) => direction === 'in')).toHaveLength(0);
});

test('empty text, emoji, an unknown locale, broken characters and attachments are the bot’s matter', async () => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  await visitor.post({ type: 'message', text: '', locale: 'tlh-XX-!!' });
  await visitor.post({ type: 'message', text: '😀\u0000\ud800' });
  const picture = {
    contentType: 'image/png',
    name: 'screen.png',
    contentUrl: 'https://contoso.com/screen.png',
  };
  await visitor.post({ type: 'message', attachments: [picture] });
  const [empty, emoji, attached] = entries.slice(1).map(({ activity }) => activity);
  expect(empty).not.toHaveProperty('locale');
  expect(emoji?.['text']).toBe('😀\ufffd\ufffd');
  expect(attached?.['attachments']).toEqual([{ contentType: 'image/png', name: 'screen.png' }]);
});

test('a button of a card arrives with its value', async () => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  await visitor.post({
    type: 'message',
    value: { trustdesk: { choice: 'fix' } },
    channelData: { postBack: true },
  });
  expect(entries[1]?.activity).toMatchObject({
    value: { trustdesk: { choice: 'fix' } },
    channelData: { postBack: true },
  });
});

test('the statuses of a token that is missing, malformed, expired, of another conversation, or of a forgotten one', async () => {
  const { url, storage, pass } = await start();
  const visitor = await visit(url);
  const other = await visit(url);
  const read = async (token?: string, conversationId = visitor.conversationId) => {
    const path = `${url}/v3/directline/conversations/${conversationId}/activities`;
    const { status, body } = await call(path, token === undefined ? {} : { token });
    return [status, body.error?.code];
  };
  expect(await read()).toEqual([401, 'token-missing']);
  expect(await read('nonsense')).toEqual([401, 'token-malformed']);
  expect(await read(`${visitor.token.slice(0, -4)}AAAA`)).toEqual([401, 'token-malformed']);
  expect(await read(other.token)).toEqual([401, 'token-of-other-conversation']);
  const claims = JSON.parse(Buffer.from(other.token.split('.')[1] ?? '', 'base64url').toString());
  await removeRecordsOf(storage.records, personKey('directline', claims.user));
  expect(await read(other.token, other.conversationId)).toEqual([404, 'conversation-ended']);
  pass(31 * 60_000);
  expect(await read(visitor.token)).toEqual([403, 'token-expired']);
  const refreshed = await call(`${url}/v3/directline/tokens/refresh`, {
    token: visitor.token,
    method: 'POST',
  });
  expect(refreshed.status).toBe(403);
});

test('refreshes a token that holds, and reconnects after a watermark', async () => {
  const { url, pass } = await start();
  const visitor = await visit(url);
  pass(29 * 60_000);
  const refreshed = await call(`${url}/v3/directline/tokens/refresh`, {
    token: visitor.token,
    method: 'POST',
  });
  pass(29 * 60_000);
  const reconnected = await call(`${visitor.base}?watermark=7`, { token: refreshed.body.token });
  expect(reconnected.status).toBe(200);
  expect(reconnected.body.streamUrl).toContain('watermark=7&t=');
  const sessionId = await call(`${url}/v3/directline/session/getsessionid`, {
    token: reconnected.body.token,
  });
  expect(sessionId.body).toEqual({ sessionId: visitor.conversationId });
});

test('another site’s page gets no token', async () => {
  const { url } = await start();
  const generate = async (headers: Record<string, string>) => {
    const { status, body } = await call(`${url}/v3/directline/tokens/generate`, { body: {}, headers });
    return [status, body.error?.code];
  };
  expect(await generate({ origin: 'https://evil.example' })).toEqual([403, 'foreign-origin']);
  expect(await generate({ 'sec-fetch-site': 'cross-site' })).toEqual([403, 'foreign-origin']);
  expect(await generate({ 'content-type': 'text/plain' })).toEqual([415, 'json-expected']);
  expect(await generate({ origin: url })).toEqual([200, undefined]);
});

test('who asks too often is told when to come back', async () => {
  const { url } = await start({ limits: { burst: 2 } });
  const visitor = await visit(url);
  const statuses: number[] = [];
  for (let index = 0; index < 3; index += 1)
    statuses.push((await visitor.post({ type: 'message', text: 'x' })).status);
  expect(statuses).toEqual([200, 200, 429]);
  await call(`${url}/v3/directline/tokens/generate`, { body: {} });
  const refused = await call(`${url}/v3/directline/tokens/generate`, { body: {} });
  expect([refused.status, refused.headers.get('retry-after'), refused.body.error.code]).toEqual([
    429,
    '1',
    'too-many-requests',
  ]);
});

test('unknown paths and methods answer with codes', async () => {
  const { url } = await start();
  expect(await call(`${url}/nowhere`)).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
  expect(await call(`${url}/v3/directline/tokens/generate`)).toMatchObject({
    status: 405,
    body: { error: { code: 'method-not-allowed' } },
  });
});

test('typing and how far was read are told without a trace in the log', async () => {
  const { url, entries, signals } = await start();
  const visitor = await visit(url);
  const conversation = `directline/${visitor.conversationId}`;
  const read = (watermark: unknown) =>
    visitor.post({ type: 'event', name: 'trustdesk/read', value: { watermark } as JsonObject });
  const before = entries.length;
  expect((await visitor.post({ type: 'typing' })).status).toBe(200);
  expect((await read('7')).status).toBe(200);
  await read('-1');
  await read({});
  expect(entries).toHaveLength(before);
  expect(signals).toEqual([
    { signal: 'typing', conversation, seq: 0 },
    { signal: 'read', conversation, seq: 7 },
    { signal: 'read', conversation, seq: 0 },
    { signal: 'read', conversation, seq: 0 },
  ]);
});

test('what a poll has brought is told', async () => {
  const { url, signals } = await start();
  const visitor = await visit(url);
  await visitor.post({ type: 'message', text: 'hello' });
  const { watermark } = (await visitor.read()).body;
  expect(signals.at(-1)).toMatchObject({ signal: 'given', seq: Number(watermark) });
});

test('who goes may say so', async () => {
  const { url, entries } = await start();
  const visitor = await visit(url);
  expect((await visitor.post({ type: 'endOfConversation' })).status).toBe(200);
  expect(entries.at(-1)?.activity['type']).toBe('endOfConversation');
});

test('an agent’s message comes under the agent’s name', async () => {
  const { url, say } = await start();
  const visitor = await visit(url);
  await visitor.post({ type: 'message', text: 'hello' });
  await say(visitor.conversationId, { type: 'message', text: 'a reply' });
  await say(visitor.conversationId, {
    type: 'message',
    text: 'from a human',
    channelData: { trustdesk: { kind: 'agent-message', agent: 'Ada', messageId: 'm1' } },
  });
  const { activities } = (await visitor.read()).body;
  expect(activities.slice(-2).map(({ from }: JsonObject) => (from as JsonObject)['name'])).toEqual([
    'TrustDesk',
    'Ada',
  ]);
});
