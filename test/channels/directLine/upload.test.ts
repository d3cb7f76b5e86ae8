import { generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.js';
import { type Visitor, visit } from './directLineClient.js';
import { pageLine } from './pageLine.js';
import { startDirectLine, type TestServer, type TestServerOptions } from './startDirectLine.js';

let server: TestServer;
afterEach(() => server.close());

async function start(options: TestServerOptions = {}): Promise<TestServer> {
  server = await startDirectLine(options);
  return server;
}

type Files = readonly (readonly [name: string, content: string | Buffer, type?: string])[];

function formOf(files: Files, activity: JsonObject = { type: 'message' }): FormData {
  const form = new FormData();
  const type = 'application/vnd.microsoft.activity';
  form.append('activity', new Blob([JSON.stringify(activity)], { type }));
  for (const [name, content, contentType = ''] of files) {
    form.append('file', new Blob([new Uint8Array(Buffer.from(content))], { type: contentType }), name);
  }
  return form;
}

async function send(visitor: Visitor, body: FormData | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(`${visitor.base}/upload?userId=somebody-else`, {
    method: 'POST',
    body: body instanceof FormData ? body : new Uint8Array(body),
    headers: { authorization: `Bearer ${visitor.token}`, ...headers },
  });
  const answer = (await response.json()) as { id?: string; error?: { code: string } };
  return { status: response.status, id: answer.id, code: answer.error?.code ?? null };
}

interface Shown {
  readonly contentType: string;
  readonly contentUrl: string;
  readonly name: string;
}

/** The attachments of the person's messages, as a client is shown them. */
async function shownTo(visitor: Visitor): Promise<readonly Shown[]> {
  const { body } = await visitor.read();
  return body.activities.flatMap(({ attachments = [] }: { attachments?: Shown[] }) => attachments);
}

const get = (url: string, token?: string) =>
  fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

/** What the bot is told of refused files. */
const refusals = ({ entries }: TestServer) =>
  entries.filter(({ activity }) => activity['name'] === 'trustdesk/uploadRefused');

const mb = 1_048_576;

describe('a message with files', () => {
  test('is one message, whose log holds where the files are and not what is in them', async () => {
    const { url, storage, entries } = await start();
    const visitor = await visit(url);
    const activity = { type: 'message', text: 'here', channelData: { clientActivityID: 'c1' } };
    const answer = await send(
      visitor,
      formOf(
        [
          ['error.txt', 'the very error'],
          ['ca.cer', '0…'],
        ],
        activity,
      ),
    );
    expect([answer.status, answer.id]).toEqual([200, entries[1]?.activity['id']]);
    expect(entries[1]?.activity).toMatchObject({
      text: 'here',
      from: { id: expect.stringMatching(/^dl_/) },
      attachments: [{ name: 'error.txt' }, { name: 'ca.cer' }],
      channelData: { clientActivityID: 'c1', attachmentSizes: [14, 4] },
    });
    const log = JSON.stringify(await storage.readLog(`directline/${visitor.conversationId}`, 0, 100));
    expect(log).not.toContain('the very error');
  });

  test('sent again keeps the files once and runs no second turn', async () => {
    const { url, entries } = await start();
    const visitor = await visit(url);
    const activity = { type: 'message', channelData: { clientActivityID: 'same' } };
    const form = () => formOf([['a.txt', Buffer.alloc(mb, 'a')]], activity);
    const [first, second] = [await send(visitor, form()), await send(visitor, form())];
    expect(second.id).toBe(first.id);
    expect(entries.filter(({ direction }) => direction === 'in')).toHaveLength(1);
    expect(await shownTo(visitor)).toHaveLength(1);
  });

  test('keeps no mailbox and no password that its name tells', async () => {
    const { url, storage, entries } = await start();
    const visitor = await visit(url);
    await send(visitor, formOf([['anna@contoso.com password=Hunter2.txt', 'x']]));
    const [shown] = await shownTo(visitor);
    expect(shown?.name).toMatch(/^\*\*\*@contoso\.com password=\*\*\*/);
    expect(JSON.stringify(entries)).not.toMatch(/anna|Hunter2/);
    const id = shown?.contentUrl.split('/').at(-1) ?? '';
    const kept = await storage.readAttachment(`directline/${visitor.conversationId}`, id);
    expect(kept?.name).toBe(shown?.name);
  });

  test.each([
    'multipart/form-data; x="; boundary=AAA"; boundary=BBB',
    'multipart/form-data; boundary="BB\\B"',
  ])('is read by the boundary whose parts were counted: %s', async (contentType) => {
    const { url, entries } = await start();
    const part = '--BBB\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\n\r\n';
    const body = Buffer.from(`${part.repeat(10_000)}--BBB--\r\n`);
    const answer = await send(await visit(url), body, { 'content-type': contentType });
    expect(answer).toMatchObject({ status: 400, code: 'multipart-malformed' });
    expect(entries.filter(({ direction }) => direction === 'in')).toEqual([]);
  });

  test('needs no activity part', async () => {
    const { url, entries } = await start();
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.txt');
    expect((await send(await visit(url), form)).status).toBe(200);
    expect(entries[1]?.activity).toMatchObject({ type: 'message', attachments: [{ name: 'x.txt' }] });
  });

  test('may stand in a posted activity as data: URLs and text, never as a URL to fetch', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    await visitor.post({
      type: 'message',
      attachments: [
        { contentType: 'text/plain', name: 'a.txt', contentUrl: 'data:text/plain;base64,aGVsbG8=' },
        { contentType: 'text/plain', name: 'b.txt', content: 'bonjour' },
        { contentType: 'text/plain', name: 'c.txt', contentUrl: 'http://169.254.169.254/latest' },
      ],
    });
    const shown = await shownTo(visitor);
    expect(shown.map(({ name }) => name)).toEqual(['c.txt', 'a.txt', 'b.txt']);
    expect(shown[0]).not.toHaveProperty('contentUrl');
    const read = async (index: number) => (await get(shown[index]?.contentUrl ?? '', visitor.token)).text();
    expect([await read(1), await read(2)]).toEqual(['hello', 'bonjour']);
  });
});

describe('a file that was sent', () => {
  test('is had by its own conversation alone', async () => {
    const { url, storage } = await start();
    const [visitor, other] = [await visit(url), await visit(url)];
    await send(visitor, formOf([['error.txt', 'the very error']]));
    const [shown] = await shownTo(visitor);
    const place = shown?.contentUrl ?? '';
    expect(place).toMatch(new RegExp(`^${url}/v3/directline/attachments/[0-9a-f]{32}$`));
    expect(await (await get(place, visitor.token)).text()).toBe('the very error');
    expect((await get(place)).status).toBe(401);
    expect((await get(place, 'nonsense')).status).toBe(401);
    expect((await get(place, other.token)).status).toBe(404);
    expect((await get(`${url}/v3/directline/attachments/..%2f..%2fetc`, visitor.token)).status).toBe(404);
    await storage.records.removeAttachmentsBefore('9999', 9);
    expect((await get(place, visitor.token)).status).toBe(404);
  });

  test.each([
    ['page.html', '<script>alert(1)</script>', 'text/html'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
    ['script.js', 'alert(1)', 'text/javascript'],
  ])('is saved and never drawn: %s', async (name, content, type) => {
    const { url } = await start();
    const visitor = await visit(url);
    await send(visitor, formOf([[name, content, type]]));
    const [shown] = await shownTo(visitor);
    expect(shown).toMatchObject({ contentType: 'application/octet-stream', name });
    const { headers } = await get(shown?.contentUrl ?? '', visitor.token);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${name}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  test.each([
    ['../../etc/passwd', 'passwd', 'passwd'],
    ['C:\\temp\\lỗi "của" máy.txt', 'lỗi "của" máy.txt', 'l%E1%BB%97i%20%22c%E1%BB%A7a%22%20m%C3%A1y.txt'],
    ["a'(1)*.txt", "a'(1)*.txt", 'a%27%281%29%2a.txt'],
    ['a\r\nX-Injected: 1', 'aX-Injected: 1', 'aX-Injected%3A%201'],
  ])('has a harmless name: %j', async (given, name, encoded) => {
    const { url } = await start();
    const visitor = await visit(url);
    expect((await send(visitor, formOf([[given, 'x']]))).status).toBe(200);
    const [shown] = await shownTo(visitor);
    expect(shown?.name).toBe(name);
    const { headers } = await get(shown?.contentUrl ?? '', visitor.token);
    expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encoded}`);
    expect(headers.has('x-injected')).toBe(false);
  });
});

describe('what is refused is refused by status and told in the chat', () => {
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });

  test.each<[string, Files, number, string, string | null]>([
    ['a file too large', [['big.log', Buffer.alloc(mb + 1, 'x')]], 413, 'file-too-large', 'big.log'],
    [
      'too many files',
      Array.from({ length: 5 }, (_, index) => [`${index}.txt`, 'x'] as const),
      413,
      'too-many-files',
      null,
    ],
    [
      'more than a message may hold',
      Array.from({ length: 8 }, (_, index) => [`${index}.log`, Buffer.alloc(mb, 'x')] as const),
      413,
      'upload-too-large',
      null,
    ],
    ['a private key', [['server.pem', key]], 415, 'private-key', 'server.pem'],
    ['a .pfx', [['server.pfx', Buffer.from('308209f10201033082', 'hex')]], 415, 'private-key', 'server.pfx'],
  ])('%s', async (_what, files, status, code, name) => {
    const started = await start();
    const visitor = await visit(started.url);
    expect(await send(visitor, formOf(files))).toMatchObject({ status, code });
    expect(refusals(started)).toMatchObject([
      {
        direction: 'internal',
        conversation: `directline/${visitor.conversationId}`,
        activity: { value: { code, name }, locale: 'en-US', from: { role: 'user' } },
      },
    ]);
    expect(await shownTo(visitor)).toEqual([]);
  });

  test('a key that was sent is nowhere', async () => {
    const { url, storage, entries } = await start();
    await send(await visit(url), formOf([['server.pem', key]]));
    expect(JSON.stringify(entries)).not.toContain('PRIVATE KEY');
    expect(await storage.records.removeAttachmentsBefore('9999', 9)).toBe(0);
  });

  test('a conversation’s files beyond 20 MB', async () => {
    const { url } = await start();
    const visitor = await visit(url);
    const four = Array.from({ length: 4 }, (_, index) => [`${index}.log`, Buffer.alloc(mb, 'x')] as const);
    for (let message = 0; message < 5; message += 1)
      expect((await send(visitor, formOf(four))).status).toBe(200);
    const last = await send(visitor, formOf([['one.txt', 'x']]));
    expect([last.status, last.code]).toEqual([413, 'conversation-full']);
    expect((await send(await visit(url), formOf([['one.txt', 'x']]))).status).toBe(200);
  });

  test('too many messages with files in a short time, told once a minute', async () => {
    const started = await start({ limits: { uploads: 1 } });
    const visitor = await visit(started.url);
    const answers = [];
    for (let index = 0; index < 3; index += 1) answers.push(await send(visitor, formOf([['a.txt', 'x']])));
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [200, null],
      [429, 'too-many-uploads'],
      [429, 'too-many-uploads'],
    ]);
    expect(refusals(started)).toHaveLength(1);
  });

  test('the same refused post again is told once', async () => {
    const started = await start();
    const visitor = await visit(started.url);
    const activity = { type: 'message', channelData: { clientActivityID: 'same' } };
    for (let index = 0; index < 2; index += 1) await send(visitor, formOf([['a.pem', key]], activity));
    expect(refusals(started)).toHaveLength(1);
  });
});

describe('hostile requests', () => {
  const type = 'multipart/form-data; boundary=----boundary';
  const part = (head: string, body: string) => `------boundary\r\n${head}\r\n\r\n${body}\r\n`;
  const end = '------boundary--\r\n';
  const file = part('Content-Disposition: form-data; name="file"; filename="a.txt"', 'x');

  test.each([
    ['no boundary', 'multipart/form-data', file + end],
    ['no end', type, file],
    ['another boundary', 'multipart/form-data; boundary=----other', file + end],
    ['nothing', type, ''],
    ['a part without a disposition', type, part('X: y', 'x') + end],
    ['a part without a name', type, part('Content-Disposition: form-data; filename="a"', 'x') + end],
    ['thousands of parts', type, file.repeat(5_000) + end],
    ['thousands of header lines', type, part(`${'A: b\r\n'.repeat(50_000)}C: d`, 'x') + end],
    [
      'an unending header',
      type,
      `------boundary\r\nContent-Disposition: form-data; name="${'x'.repeat(900_000)}`,
    ],
  ])('%s is refused as malformed', async (_what, contentType, body) => {
    const { url, entries } = await start();
    const began = performance.now();
    const answer = await send(await visit(url), Buffer.from(body), { 'content-type': contentType });
    expect([answer.status, answer.code]).toEqual([400, 'multipart-malformed']);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(entries).toHaveLength(1);
  });

  test.each([
    ['no JSON', '{"type":', 'json-malformed'],
    ['an array', '[]', 'activity-malformed'],
    ['an event of the house', '{"type":"event","name":"trustdesk/uploadRefused"}', 'event-not-allowed'],
    ['deep JSON', `{"type":"message","value":${'['.repeat(100)}${']'.repeat(100)}}`, 'json-too-deep'],
  ])('an activity part that is %s', async (_what, activity, code) => {
    const { url } = await start();
    const body = part('Content-Disposition: form-data; name="activity"', activity) + file + end;
    const answer = await send(await visit(url), Buffer.from(body), { 'content-type': type });
    expect([answer.status, answer.code]).toEqual([400, code]);
  });

  test('a body that is no multipart, and a token of another conversation', async () => {
    const { url } = await start();
    const [visitor, other] = [await visit(url), await visit(url)];
    const json = await send(visitor, Buffer.from('{}'), { 'content-type': 'application/json' });
    expect([json.status, json.code]).toEqual([415, 'multipart-expected']);
    const foreign = await send({ ...visitor, token: other.token }, formOf([['a.txt', 'x']]));
    expect([foreign.status, foreign.code]).toEqual([401, 'token-of-other-conversation']);
  });

  test('unfinished uploads hold no more memory than there is room for, and give it back', async () => {
    const { url } = await start({ uploadBytes: mb });
    const visitor = await visit(url);
    const { port, hostname } = new URL(url);
    const slow = connect(Number(port), hostname);
    slow.on('error', () => {});
    slow.write(
      `POST ${new URL(visitor.base).pathname}/upload HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
        `Authorization: Bearer ${visitor.token}\r\nContent-Type: ${type}\r\nContent-Length: 1000000\r\n\r\n`,
    );
    slow.write(Buffer.alloc(900_000, 'x'));
    // Else it may be the slow one that finds no room.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const form = () => formOf([['a.txt', Buffer.alloc(300_000, 'x')]]);
    const statuses: number[] = [];
    for (let tries = 0; tries < 50 && !statuses.includes(503); tries += 1)
      statuses.push((await send(visitor, form())).status);
    expect(statuses).toContain(503);
    slow.destroy();
    for (let tries = 0; tries < 50 && statuses.at(-1) !== 200; tries += 1)
      statuses.push((await send(visitor, form())).status);
    expect(statuses.at(-1)).toBe(200);
  });
});

test('botframework-directlinejs sends files, and is told of a refusal', async () => {
  const { url, entries } = await start();
  const { token } = await visit(url);
  const line = pageLine(url, token, 'polling');
  line.activity$.subscribe({ error: () => {} });
  const post = (name: string, content: string) => {
    const contentUrl = URL.createObjectURL(new Blob([content]));
    const attachments = [{ contentType: 'text/plain', contentUrl, name }];
    return line.postActivity({ type: 'message', from: { id: 'x' }, text: 'see', attachments }).toPromise();
  };
  const id = await post('lỗi.txt', 'the very error');
  expect(entries.at(-1)?.activity).toMatchObject({ id, text: 'see', attachments: [{ name: 'lỗi.txt' }] });
  await expect(post('big.log', 'x'.repeat(mb + 1))).rejects.toMatchObject({ status: 413 });
});
