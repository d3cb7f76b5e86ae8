import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { attachmentPath } from '../../../src/base/attachmentUrl.js';
import type { AuditPage } from '../../../src/handoff/desk/deskApi.js';
import { conversationKey } from '../../../src/storage/storage.js';
import { openTestDesk, TestBrowser, type TestDesk } from './testDesk.js';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.close());

async function signedIn(name: string, role: 'agent' | 'supervisor' = 'agent'): Promise<TestBrowser> {
  await desk.addAgent(name, { role, locale: 'fr' });
  const browser = new TestBrowser(desk.url);
  await browser.signIn(`${name.toLowerCase()}@contoso.com`);
  return browser;
}

const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(4)]);
const hostile = '</div><script>alert("1")</script> & "more"';

/** A case in which everybody has said something. */
async function talkedCase(browser: TestBrowser): Promise<string> {
  const caseId = await desk.openCase();
  await desk.storage.saveAttachments(
    conversationKey('test', 'c1'),
    [{ id: 'f1', name: 'alert.png', bytes: png }],
    { inConversation: 1_000, inAll: 1_000 },
    new Date().toISOString(),
  );
  const attachments = [{ contentType: 'image/png', contentUrl: attachmentPath('f1'), name: 'alert.png' }];
  await desk.say(hostile, 'c1', { attachments });
  const claimed = await browser.call('POST', `/desk/api/cases/${caseId}/claim`, {});
  const { holding } = claimed.body;
  await browser.call('POST', `/desk/api/cases/${caseId}/note`, { text: 'only for us' });
  const message = { holding, messageId: 'message-1', text: 'Try it **now**' };
  await browser.call('POST', `/desk/api/cases/${caseId}/message`, message);
  for (;;) {
    const log = await desk.storage.readLog(conversationKey('test', 'c1'), 0, 99);
    if (log.some(({ direction, activity }) => direction === 'out' && activity['text'] === message.text))
      return caseId;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const exported = async (browser: TestBrowser, caseId: string, query: string) => {
  const answer = await browser.call('GET', `/desk/api/cases/${caseId}/export?${query}`);
  expect(answer.status).toBe(200);
  return answer;
};

test('the data of a conversation is exported whole, with files, and with notes only when asked for', async () => {
  const one = await signedIn('One');
  const caseId = await talkedCase(one);
  const { body, text, headers } = await exported(one, caseId, 'format=json');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="TD-\d+\.json"$/);
  expect(body).toMatchObject({ conversation: 'test/c1', notes: false });
  const [only] = body['cases'] as readonly { events: readonly { type: string }[] }[];
  expect(only).toMatchObject({ caseId, status: 'claimed' });
  expect(only?.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['requested', 'agent-spoke']));
  const log = body['log'] as readonly { activity: { text?: string } }[];
  expect(log.map(({ activity }) => activity.text)).toEqual(
    expect.arrayContaining(['human', 'bot: human', hostile, 'Try it **now**']),
  );
  expect(body['files']).toEqual([{ id: 'f1', name: 'alert.png', base64: png.toString('base64') }]);
  expect(text).not.toContain('only for us');
  expect((await exported(one, caseId, 'format=json&notes=yes')).text).toContain('only for us');
});

test('a transcript is a flat array of activities that say who spoke', async () => {
  const one = await signedIn('One');
  const caseId = await talkedCase(one);
  const { text } = await exported(one, caseId, 'format=transcript&notes=yes');
  const activities = JSON.parse(text) as readonly Record<string, never>[];
  for (const activity of activities)
    expect(activity).toMatchObject({
      id: expect.any(String),
      timestamp: expect.stringMatching(/^\d{4}-/),
      channelId: 'test',
      conversation: { id: 'c1' },
    });
  const messages = activities.filter(({ type }) => type === 'message');
  expect(messages.map(({ from, text: said }) => [from?.['role'], said])).toEqual([
    ['user', 'human'],
    ['bot', 'bot: human'],
    ['user', hostile],
    ['bot', `bot: ${hostile}`],
    ['bot', 'Try it **now**'],
  ]);
  expect(messages.at(-1)?.['from']).toMatchObject({ name: 'One' });
  const traces = activities.filter(({ type }) => type === 'trace');
  expect(traces).toMatchObject([{ name: 'trustdesk/note', value: 'only for us' }]);
  expect((await exported(one, caseId, 'format=transcript')).text).not.toContain('only for us');
});

test('the page to read is in the agent’s language, needs nothing else and runs nothing', async () => {
  const one = await signedIn('One');
  const caseId = await talkedCase(one);
  const { text, headers } = await exported(one, caseId, 'format=html&notes=yes');
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-security-policy')).toContain('sandbox');
  expect(text).toContain('<html lang="fr" dir="ltr">');
  expect(text).toContain('One a pris la conversation');
  expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;');
  expect(text).not.toContain('<script');
  expect(text).toContain('Try it **now**');
  expect(text).toContain('only for us');
  expect(text).toContain(`<img src="data:image/png;base64,${png.toString('base64')}" alt="alert.png">`);
  expect(text.match(/(?:src|href)="(?!data:)/g)).toBeNull();
  const order = ['bot: human', 'alert(', 'a pris la', 'only for us', 'Try it'].map((part) =>
    text.indexOf(part),
  );
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect((await exported(one, caseId, '')).text).not.toContain('only for us');
});

test('an export needs a session and a known format, and is kept in the audit log', async () => {
  const one = await signedIn('One');
  const caseId = await talkedCase(one);
  const path = `/desk/api/cases/${caseId}/export?format=`;
  expect((await new TestBrowser(desk.url).call('GET', `${path}json`)).status).toBe(401);
  expect((await one.call('GET', `${path}pdf`)).body.error?.code).toBe('bad-request');
  await exported(one, caseId, 'format=json&notes=yes');
  expect(desk.audited.filter(({ action }) => action === 'exported')).toEqual([
    { agentId: 'agent-One', agent: 'One', action: 'exported', caseId, detail: 'json with notes' },
  ]);
});

test('supervisors read the audit log a page at a time; agents do not', async () => {
  const [one, two] = [await signedIn('One'), await signedIn('Two', 'supervisor')];
  const caseId = await desk.openCase();
  const line = { agentId: 'agent-One', agent: 'One', action: 'messaged', caseId, detail: null } as const;
  for (let n = 0; n < 101; n += 1)
    await desk.storage.audit.write({ ...line, at: new Date().toISOString(), detail: String(n) });
  expect((await one.call('GET', '/desk/api/audit')).body.error?.code).toBe('not-allowed');
  const first = (await two.call('GET', '/desk/api/audit')).body as unknown as AuditPage;
  const reference = (await desk.storage.cases.read(caseId))?.reference;
  expect(first.lines).toHaveLength(100);
  expect(first.lines[0]).toMatchObject({
    agent: 'One',
    action: 'messaged',
    caseId,
    reference,
    detail: '100',
  });
  const rest = await two.call('GET', `/desk/api/audit?before=${first.before}`);
  expect(rest.body).toMatchObject({ lines: [{ detail: '0' }], before: null });
});

test('a supervisor erases a person: open cases are cancelled first, nothing of theirs stays, and it is kept that it was', async () => {
  const [one, two] = [await signedIn('One'), await signedIn('Two', 'supervisor')];
  const caseId = await talkedCase(one);
  await desk.say('somebody else', 'c2', { from: { id: 'other', name: 'Other' } });
  const socket = await one.open();
  await socket.until('hello');
  const ends: string[] = [];
  desk.caseFeed.subscribe((of, events) => ends.push(...events.map(({ type }) => `${of} ${type}`)));
  const path = `/desk/api/people/${encodeURIComponent('test/user')}`;
  expect((await one.call('DELETE', path)).body.error?.code).toBe('not-allowed');
  expect((await two.call('DELETE', path, undefined, { 'x-trustdesk-csrf': '' })).status).toBe(403);
  expect((await two.call('DELETE', path)).status).toBe(204);
  expect(ends).toEqual([`${caseId} cancelled`]);
  expect((await one.call('GET', `/desk/api/cases/${caseId}`)).body.error?.code).toBe('no-case');
  expect(await desk.storage.readLog('test/c1', 0, 9)).toEqual([]);
  expect(await desk.storage.lastSeq('test/c2')).toBeGreaterThan(0);
  const [line] = await desk.storage.audit.list({ limit: 1 });
  expect(line).toMatchObject({ agent: 'Two', action: 'erased', caseId: null });
  expect(line?.detail).toMatch(/^person [0-9a-f]{32}, conversations: 1$/);
  expect((await two.call('DELETE', path)).body.error?.code).toBe('no-person');
  await socket.until('gone', (news) => news.caseId === caseId);
  socket.cut();
});
