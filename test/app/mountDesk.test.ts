import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type App, createApp } from '../../src/app/createApp.js';
import { readSettings } from '../../src/app/settings.js';
import { systemClock } from '../../src/base/clock.js';
import { silentLog } from '../../src/base/log.js';
import type { CaseListItem, CaseView, Timeline } from '../../src/handoff/desk/deskApi.js';
import { until } from '../bot/until.js';
import { cli } from '../cli/captureIo.js';
import { TestBrowser } from '../handoff/desk/testDesk.js';

const password = 'nine tall birches by the lake';
let folder: string;
let app: App;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-desk-'));
  app = await createApp(readSettings({ DATA_DIR: folder, PORT: '0' }), {
    clock: systemClock,
    log: silentLog,
  });
  ({ url } = await app.start());
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

/** A person of the web chat. */
async function openChat() {
  const json = { 'content-type': 'application/json' };
  const session = await fetch(`${url}/chat/session`, {
    method: 'POST',
    headers: json,
    body: '{"locale":"fr"}',
  });
  const { token, conversationId } = (await session.json()) as { token: string; conversationId: string };
  const headers = { ...json, authorization: `Bearer ${token}` };
  const base = `${url}/v3/directline/conversations`;
  await fetch(base, { method: 'POST', headers });
  const texts = async () => {
    const response = await fetch(`${base}/${conversationId}/activities`, { headers });
    const { activities } = (await response.json()) as { activities: readonly { text?: string }[] };
    return activities.map(({ text }) => text ?? '');
  };
  return {
    texts,
    async say(text: string, answered: (texts: readonly string[]) => boolean) {
      const body = JSON.stringify({ type: 'message', text, locale: 'fr' });
      await fetch(`${base}/${conversationId}/activities`, { method: 'POST', headers, body });
      await until(`an answer to ${text}`, async () => answered(await texts()), 10_000);
    },
  };
}

test('an agent who was added while the server runs answers a person of the web chat', async () => {
  const added = await cli(
    ['agents', 'add', 'agent@contoso.com', '--name', 'Desk One', '--password-file', '-'],
    {
      env: { DATA_DIR: folder },
      input: password,
    },
  );
  expect([added.code, added.err]).toEqual([0, '']);
  const chat = await openChat();
  await chat.say('je veux parler à quelqu’un', (texts) =>
    texts.some((text) => text.startsWith('Ce qui est connu')),
  );
  await chat.say('1', (texts) => texts.some((text) => text.includes('TD-')));
  const browser = new TestBrowser(url);
  const signedIn = await browser.call('POST', '/desk/api/sign-in', { email: 'agent@contoso.com', password });
  browser.csrf = String(signedIn.body['csrf']);
  const socket = await browser.open();
  const { body } = await browser.call('GET', '/desk/api/cases?view=waiting');
  const [item] = body['cases'] as unknown as CaseListItem[];
  if (item === undefined) throw new Error('no case');
  expect(item).toMatchObject({ status: 'queued', locale: 'fr', channelId: 'directline' });
  const ofCase = `/desk/api/cases/${item.caseId}`;
  const view = (await browser.call('POST', `${ofCase}/claim`, {})).body as unknown as CaseView;
  expect(view.summary.map(({ title }) => title)).toContain('Where the person stood');
  socket.send({ type: 'watch', caseId: item.caseId, afterSeq: 0, afterEvent: 0 });
  const words = { holding: view.holding, messageId: 'message-1', text: 'Bonjour *vous*', fileIds: [] };
  expect((await browser.call('POST', `${ofCase}/message`, words)).status).toBe(200);
  await until('the agent’s words', async () => (await chat.texts()).includes('Bonjour *vous*'), 10_000);
  await chat.say('merci', () => true);
  await socket.until('timeline', ({ entries }) => entries.some(({ text }) => text === 'merci'));
  const timeline = (await browser.call('GET', `${ofCase}/timeline`)).body as unknown as Timeline;
  const spoken = timeline.entries.filter(({ from }) => from !== 'bot');
  expect(spoken.map(({ from, name, text }) => [from, name, text])).toEqual([
    ['person', null, 'je veux parler à quelqu’un'],
    ['person', null, '1'],
    ['agent', 'Desk One', 'Bonjour *vous*'],
    ['person', null, 'merci'],
  ]);
  expect((await cli(['agents', 'disable', 'agent@contoso.com'], { env: { DATA_DIR: folder } })).code).toBe(0);
  await socket.until('signed-out');
}, 60_000);
