import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { Server } from 'restify';
import { systemClock } from '../../../src/base/clock.js';
import { type Log, silentLog } from '../../../src/base/log.js';
import type { BotLogic } from '../../../src/bot/turnScope.js';
import { mountHealthRoute } from '../../../src/channels/health/mountHealthRoute.js';
import { mountMessagesRoute } from '../../../src/channels/messages/mountMessagesRoute.js';
import { createHttpServer } from '../../../src/channels/server.js';
import { openSqliteStorage } from '../../../src/storage/sqlite/sqliteStorage.js';
import { type FakeConnector, startFakeConnector } from '../../bot/fakeConnector.js';
import { type TestMachinery, testMachinery } from '../../bot/testMachinery.js';
import { until } from '../../bot/until.js';

const logic: BotLogic = async (context) => {
  const { text, type } = context.activity;
  if (text === 'fail') throw new Error('secret inner text');
  if (type === 'invoke')
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: { ok: 1 } } });
  else await context.sendActivity(`echo ${text}`);
};

let folder: string;
let connector: FakeConnector;
let machinery: TestMachinery;
let server: Server;
let url: string;
const logged: string[] = [];

async function serve(appId = ''): Promise<void> {
  const note = (fields: object, message: string) => logged.push(JSON.stringify({ ...fields, message }));
  const log: Log = { debug: note, info: note, warn: note, error: note };
  machinery = testMachinery(logic, { storage: openSqliteStorage(join(folder, 'trustdesk.db')), log });
  server = createHttpServer(silentLog);
  mountHealthRoute(server, machinery.storage);
  mountMessagesRoute(server, {
    authentication: new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: appId,
      MicrosoftAppPassword: appId,
    }),
    authenticated: appId !== '',
    runTurn: machinery.runTurn,
    signals: { typing: (conversation) => logged.push(`typing in ${conversation}`) },
    clock: systemClock,
    log,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${server.address().port}`;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trustdesk-messages-'));
  logged.length = 0;
  connector = await startFakeConnector();
});
afterEach(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await machinery.stop();
  await machinery.storage.close();
  await connector.close();
  rmSync(folder, { recursive: true, force: true });
});

let ids = 0;
function activity(more: object = {}): object {
  ids += 1;
  return {
    ...{ type: 'message', id: `m${ids}`, text: 'hello', channelId: 'test', serviceUrl: connector.serviceUrl },
    ...{ conversation: { id: 'c1' }, from: { id: 'user' }, recipient: { id: 'bot' } },
    ...more,
  };
}

interface Answer {
  readonly status: number;
  readonly body: { readonly error?: { readonly code: string }; readonly [field: string]: unknown };
}

function post(body: object | string, headers: Record<string, string> = {}): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      agent: false,
    };
    const request = httpRequest(`${url}/api/messages`, options, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
    });
    request.on('error', reject).end(text);
  });
}

const codeOf = ({ status, body }: Answer) => `${status} ${body.error?.code}`;
const textsPosted = () => connector.posted.map((posted) => posted.activity['text']);

describe('a post', () => {
  beforeEach(() => serve());

  test('is acknowledged with its id and answered through the connector', async () => {
    expect(await post(activity({ id: 'm-first' }))).toEqual({ status: 200, body: { id: 'm-first' } });
    await until('the reply', () => connector.posted.length === 1);
    expect(textsPosted()).toEqual(['echo hello']);
  });

  test('that comes twice is run once', async () => {
    const once = activity({ text: 'once' });
    expect((await Promise.all([post(once), post(once)])).map(({ status }) => status)).toEqual([200, 200]);
    await post(activity({ text: 'next' }));
    await until('both replies', () => connector.posted.length === 2);
    expect(textsPosted()).toEqual(['echo once', 'echo next']);
  });

  test('takes no entry of the house’s place by its id', async () => {
    await post(activity({ id: 'case c 3' }));
    const own = { conversation: 'test/c1', dedupeKey: 'case c 3', receivedAt: '2026-03-01T08:00:00.000Z' };
    const { duplicate } = await machinery.storage.accept({
      ...{ ...own, activity: { type: 'event' }, direction: 'internal', mode: 'queued' },
      identity: { claims: [], audience: '', callerId: null },
    });
    expect(duplicate).toBe(false);
  });

  test('without an id is known again by its content', async () => {
    const anonymous = activity({ id: undefined, text: 'anonymous' });
    await post(anonymous);
    await post(anonymous);
    await post(activity({ text: 'next' }));
    await until('both replies', () => connector.posted.length === 2);
    expect(textsPosted()).toEqual(['echo anonymous', 'echo next']);
  });

  test('of an invoke or with expectReplies holds its response', async () => {
    expect(await post(activity({ type: 'invoke', name: 'adaptiveCard/action' }))).toEqual({
      status: 200,
      body: { ok: 1 },
    });
    const replies = await post(activity({ deliveryMode: 'expectReplies' }));
    expect(replies).toMatchObject({ status: 200, body: { activities: [{ text: 'echo hello' }] } });
    expect(connector.posted).toHaveLength(0);
  });

  test('whose turn fails never tells the error', async () => {
    const answer = await post(activity({ type: 'invoke', text: 'fail' }));
    expect(codeOf(answer)).toBe('500 turn-failed');
    await post(activity({ text: 'fail' }));
    await until('the apology', () => connector.posted.length === 1);
    expect(JSON.stringify([answer, connector.posted])).not.toContain('secret inner text');
    expect(textsPosted()).toEqual(['sorry']);
  });

  test('of typing is acknowledged and not kept', async () => {
    expect((await post(activity({ type: 'typing' }))).status).toBe(200);
    expect(await machinery.storage.lastSeq('test/c1')).toBe(0);
    expect(logged).toContain('typing in test/c1');
  });

  test.each(['trustdesk/handoff', 'trustdesk/probeResult', 'trustdesk/returned'])(
    'of the house’s own event %s is refused',
    async (name) => {
      expect(codeOf(await post(activity({ type: 'event', name })))).toBe('400 event-reserved');
    },
  );

  test('with 100 kB of text is taken', async () => {
    expect((await post(activity({ text: 'x'.repeat(100_000) }))).status).toBe(200);
  });

  test('with a password leaves no trace of it in the database, the log and the replies', async () => {
    const secret = 'hunter2-Zq9';
    const more = {
      text: `https://admin:${secret}@mail.contoso.com/owa`,
      value: { url: `https://admin:${secret}@mail.contoso.com/` },
      channelData: { slack: { text: `https://admin:${secret}@mail.contoso.com/`, password: secret } },
    };
    await post(activity(more));
    await until('the reply', () => connector.posted.length === 1);
    expect(textsPosted()[0]).toBe('echo https://***@mail.contoso.com/owa');
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    expect(files.join('')).toContain('mail.contoso.com');
    expect([...files, ...logged, JSON.stringify(connector.posted)].join('')).not.toContain(secret);
  });

  test('keeps the ids of Teams as they are', async () => {
    const id = '19:meeting_abc@thread.tacv2';
    await post(
      activity({ conversation: { id }, channelData: { team: { id } }, entities: [{ mentioned: { id } }] }),
    );
    const [entry] = await machinery.storage.readLog(`test/${id}`, 0, 1);
    expect(entry?.activity).toMatchObject({
      conversation: { id },
      channelData: { team: { id } },
      entities: [{ mentioned: { id } }],
    });
  });
});

describe('a bad post', () => {
  beforeEach(() => serve());

  test.each([
    ['400 json-malformed', '{"type": "mess'],
    ['400 activity-missing', '[]'],
    ['400 type-missing', '{}'],
    ['400 channel-missing', '{"type": "message"}'],
    ['400 conversation-missing', '{"type": "message", "channelId": "test", "conversation": "c1"}'],
    ['400 service-url-missing', '{"type": "message", "channelId": "test", "conversation": {"id": "c1"}}'],
    [
      '400 service-url-missing',
      '{"type": "message", "channelId": "test", "conversation": {"id": "c1"}, "serviceUrl": "file:///etc"}',
    ],
    ['400 json-too-deep', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['413 body-too-large', JSON.stringify({ type: 'message', text: 'x'.repeat(300_000) })],
  ])('is refused: %s', async (code, body) => {
    expect(codeOf(await post(body))).toBe(code);
  });

  test('as a form that a web page could send is refused', async () => {
    expect(codeOf(await post(activity(), { 'Content-Type': 'text/plain' }))).toBe('415 not-json');
  });

  test('cannot pretend to come from the channel served here', async () => {
    const serviceUrl = 'https://directline.trustdesk.invalid/';
    expect(codeOf(await post(activity({ serviceUrl, channelId: 'directline' })))).toBe(
      '400 service-url-reserved',
    );
  });

  test.each(['trustdesk/handoff', 'trustdesk/probeResult'])('cannot bring the event %s', async (name) => {
    expect(codeOf(await post(activity({ type: 'event', name })))).toBe('400 event-reserved');
  });
});

describe('without an app id', () => {
  beforeEach(() => serve());

  test.each(['X-Forwarded-For', 'X-Forwarded-Proto', 'Forwarded', 'Via', 'X-Real-IP', 'CF-Connecting-IP'])(
    'a caller behind a proxy (%s) is refused',
    async (header) => {
      expect(codeOf(await post(activity(), { [header]: '127.0.0.1' }))).toBe('403 loopback-only');
    },
  );

  test('a page whose name points here is refused', async () => {
    expect(codeOf(await post(activity(), { Host: 'evil.contoso.com' }))).toBe('403 loopback-only');
  });

  test.each(['https://smba.contoso.com/', 'http://10.0.0.5/', 'http://localhost.contoso.com/'])(
    'replies do not go to %s',
    async (serviceUrl) => {
      expect(codeOf(await post(activity({ serviceUrl })))).toBe('403 service-url-not-loopback');
    },
  );
});

describe('with an app id', () => {
  const appId = '11111111-2222-3333-4444-555555555555';
  beforeEach(() => serve(appId));

  test.each([
    ['no token', {}],
    ['a token that is none', { Authorization: 'Bearer nonsense' }],
    ['another scheme', { Authorization: 'Basic dXNlcjpwYXNz' }],
    ['a token nobody signed', { Authorization: `Bearer ${unsignedToken()}` }],
  ])('%s is 401', async (_what, headers) => {
    expect(codeOf(await post(activity(), headers))).toBe('401 unauthorized');
    expect(await machinery.storage.lastSeq('test/c1')).toBe(0);
  });

  function unsignedToken(): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none' })}.${part({ aud: appId, iss: 'nobody', exp: 1 })}.`;
  }
});

test('health tells whether the database is reached', async () => {
  await serve();
  const healthy = await fetch(`${url}/health`);
  expect([healthy.status, await healthy.json()]).toEqual([200, { status: 'ok' }]);
  const { storage } = machinery;
  const lastSeq = storage.lastSeq;
  storage.lastSeq = async () => {
    throw new Error('gone');
  };
  const ill = await fetch(`${url}/health`);
  storage.lastSeq = lastSeq;
  expect([ill.status, await ill.json()]).toEqual([503, { status: 'database-unreachable' }]);
});
