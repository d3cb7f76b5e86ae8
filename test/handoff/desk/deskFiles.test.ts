import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Timeline } from '../../../src/handoff/desk/deskApi.js';
import { makeFileLinks } from '../../../src/handoff/desk/files/fileLinks.js';
import { conversationKey } from '../../../src/storage/storage.js';
import { openTestDesk, TestBrowser, type TestDesk } from './testDesk.js';

let desk: TestDesk;
let one: TestBrowser;
let caseId: string;

async function open(options: Parameters<typeof openTestDesk>[0] = {}): Promise<void> {
  desk = await openTestDesk(options);
  await desk.addAgent('One');
  one = new TestBrowser(desk.url);
  await one.signIn('one@contoso.com');
  caseId = await desk.openCase();
  await one.call('POST', `/desk/api/cases/${caseId}/claim`, {});
}
beforeEach(() => open());
afterEach(() => desk.close());

async function upload(name: string, bytes: Buffer, browser = one) {
  const response = await fetch(
    `${desk.url}/desk/api/cases/${caseId}/files?name=${encodeURIComponent(name)}`,
    {
      method: 'POST',
      headers: { cookie: browser.cookie, 'x-trustdesk-csrf': browser.csrf },
      body: new Uint8Array(bytes),
    },
  );
  return {
    status: response.status,
    body: (await response.json()) as { fileId: string; error?: { code: string } },
  };
}

function get(path: string) {
  return fetch(`${desk.url}${path}`, { headers: { cookie: one.cookie } });
}

const message = (fileIds: readonly unknown[], messageId = 'message-1') =>
  one.call('POST', `/desk/api/cases/${caseId}/message`, { holding: 1, messageId, text: '', fileIds });

async function lines(): Promise<Timeline['entries']> {
  const { body } = await one.call('GET', `/desk/api/cases/${caseId}/timeline`);
  return (body as unknown as Timeline).entries;
}

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

test('an agent’s file goes with a message, and both sides get it', async () => {
  const { status, body } = await upload('../root CA.cer', Buffer.from('a certificate'));
  expect([status, body]).toEqual([
    200,
    { fileId: body.fileId, name: 'root CA.cer', contentType: 'application/octet-stream' },
  ]);
  expect((await message([body.fileId])).status).toBe(200);
  let sent = await lines();
  for (; !sent.some(({ from }) => from === 'agent'); sent = await lines())
    await new Promise((go) => setTimeout(go, 5));
  expect(sent.at(-1)).toMatchObject({ from: 'agent', files: [{ fileId: body.fileId, name: 'root CA.cer' }] });
  const log = await desk.storage.readLog(conversationKey('test', 'c1'), 0, 100);
  expect(log.at(-1)?.activity['attachments']).toEqual([
    {
      contentType: 'application/octet-stream',
      contentUrl: `/v3/directline/attachments/${body.fileId}`,
      name: 'root CA.cer',
    },
  ]);
  const read = await get(`/desk/api/cases/${caseId}/files/${body.fileId}`);
  expect([read.status, await read.text()]).toEqual([200, 'a certificate']);
  expect(read.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''root%20CA.cer");
});

test('pictures may be drawn, by their bytes and not by their name; nothing in them runs', async () => {
  const picture = (await upload('a.png', png)).body.fileId;
  const page = (await upload('b.png', Buffer.from('<script>alert(1)</script>'))).body.fileId;
  const types = await Promise.all(
    [picture, page].map(async (id) => {
      const { headers } = await get(`/desk/api/cases/${caseId}/files/${id}`);
      expect(headers.get('content-security-policy')).toContain('sandbox');
      return [headers.get('content-type'), headers.get('content-disposition')?.split(';')[0]];
    }),
  );
  expect(types).toEqual([
    ['image/png', 'inline'],
    ['application/octet-stream', 'attachment'],
  ]);
});

describe('what is refused', () => {
  test('a file that is too large, holds a private key, or is of somebody without the case', async () => {
    expect((await upload('big', Buffer.alloc(1_048_577))).body.error?.code).toBe('file-too-large');
    const key = Buffer.from(
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n',
    );
    expect((await upload('key.pem', key)).body.error?.code).toBe('private-key');
    await desk.addAgent('Two');
    const two = new TestBrowser(desk.url);
    await two.signIn('two@contoso.com');
    expect((await upload('a.cer', Buffer.from('x'), two)).body.error?.code).toBe('not-yours');
    expect(
      (await fetch(`${desk.url}/desk/api/cases/${caseId}/files?name=a`, { method: 'POST', body: 'x' }))
        .status,
    ).toBe(401);
  });

  test('messages with files that are none, too many, or nothing at all', async () => {
    const codes = async (fileIds: readonly unknown[]) => (await message(fileIds)).body.error?.code;
    expect(await codes(['nothing'])).toBe('no-file');
    expect(await codes([1])).toBe('no-file');
    expect(await codes(['a', 'b', 'c', 'd', 'e'])).toBe('bad-request');
    expect(await codes([])).toBe('bad-request');
  });

  test('files that the conversation does not have', async () => {
    await desk.storage.saveAttachments(
      'test/other',
      [{ id: 'other', name: 'x', bytes: png }],
      { inConversation: 100, inAll: 100 },
      '2026-11-22',
    );
    for (const id of ['other', '99.0', '1.99999'])
      expect((await get(`/desk/api/cases/${caseId}/files/${id}`)).status).toBe(404);
  });
});

test('a file that another service holds is fetched by the server', async () => {
  const attachments = [
    { contentType: 'text/html', content: '<p>here</p>' },
    { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'server.cer' },
  ];
  await desk.say('here', 'c1', { attachments });
  const [file] = (await lines()).at(-1)?.files ?? [];
  expect(file?.name).toBe('server.cer');
  const read = await get(`/desk/api/cases/${caseId}/files/${file?.fileId}`);
  expect(await read.text()).toBe('bytes 1');
});

test('on a channel of others the person gets a signed link, or the agent the reason', async () => {
  await desk.close();
  await open({ services: { servedHere: () => false } });
  const { fileId } = (await upload('root.cer', Buffer.from('a certificate'))).body;
  await message([fileId]);
  const log = await desk.storage.readLog(conversationKey('test', 'c1'), 0, 100);
  const told = log.find(
    ({ activity }) =>
      activity['name'] === 'trustdesk/handoff' && JSON.stringify(activity).includes('/files?'),
  );
  const url =
    /https:\/\/trustdesk\.contoso\.com(\/files\?link=[\w.-]+)/.exec(JSON.stringify(told))?.[1] ?? '';
  const read = await fetch(`${desk.url}${url}`);
  expect([read.status, await read.text()]).toEqual([200, 'a certificate']);
  expect((await fetch(`${desk.url}${url.slice(0, -2)}xx`)).status).toBe(404);
  await desk.close();
  await open({
    services: {
      servedHere: () => false,
      fileLinks: makeFileLinks({ secret: 's', publicUrl: null, clock: { now: () => new Date() } }),
    },
  });
  const again = (await upload('root.cer', Buffer.from('x'))).body.fileId;
  expect((await message([again])).body.error?.code).toBe('no-public-url');
});

test('a link holds as long as files are kept, for its file alone', () => {
  let now = 0;
  const links = makeFileLinks({ secret: 's', publicUrl: 'https://x', clock: { now: () => new Date(now) } });
  const token = links.of({ conversation: 'msteams/a', fileId: 'f' })?.split('=').at(-1) ?? '';
  expect(links.read(token)).toEqual({ conversation: 'msteams/a', fileId: 'f' });
  const [payload = '', signature = ''] = token.split('.');
  const other = Buffer.from(JSON.stringify({ conversation: 'msteams/b', fileId: 'f', until: 1e15 })).toString(
    'base64url',
  );
  for (const wrong of [`${other}.${signature}`, payload, `${payload}.`, '', 'x'.repeat(5_000)])
    expect(links.read(wrong)).toBeNull();
  now = 7 * 24 * 60 * 60_000;
  expect(links.read(token)).toBeNull();
});
