import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { loadPageFiles } from '../../src/channels/widget/pageFiles.js';
import { openCase } from '../bot/handoff/openCase.js';
import { until } from '../bot/until.js';
import { startDirectLine, type TestServer } from '../channels/directLine/startDirectLine.js';
import { buildPage, type ChatPage, type ChatPageOptions, openPage } from './chatPage.js';
import { launchChromium } from './chromium.js';
import { axeViolations } from './deskPage.js';
import { humans, stubBot } from './stubBot.js';

jest.setTimeout(60_000);

let browser: Browser;
let server: TestServer;
const pages: ChatPage[] = [];

beforeAll(async () => {
  server = await startDirectLine({ bot: stubBot, page: { files: loadPageFiles(buildPage()) } });
  browser = await launchChromium();
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open(options: ChatPageOptions = {}): Promise<ChatPage> {
  const chat = await openPage(browser, server.url, options);
  pages.push(chat);
  return chat;
}

test('a visitor talks, presses a card’s button, reloads and still sees it all', async () => {
  const chat = await open();
  await chat.waitForText('Hello! Paste the error message here.');
  await chat.say('Could not establish\ntrust relationship');
  await chat.waitForText(/Received: Could not establish/);
  await chat.waitForText('Issued to');
  await chat.pressButton('Check again');
  await chat.waitForText('Pressed: again');
  await chat.reload();
  await chat.waitForText('Pressed: again');
  const transcript = await chat.readTranscript();
  expect(transcript.match(/^Hello! Paste the error message here\.$/gm)).toHaveLength(1);
  expect(transcript).toContain('Received: Could not establish');
  expect(chat.problems).toEqual([]);
});

test('the page and the bot speak the browser’s language, and the one chosen', async () => {
  const chat = await open({ locale: 'fr-CA' });
  await chat.waitForText('Bonjour ! Collez ici le message d’erreur.');
  expect(await chat.page.getByRole('button', { name: 'Nouvelle conversation' }).isVisible()).toBe(true);
  await chat.page.getByLabel('Langue').selectOption({ label: 'Tiếng Việt' });
  await chat.waitForText('Language: vi (vi-VN)');
  expect(await chat.page.locator('html').getAttribute('lang')).toBe('vi');
  expect(await chat.page.getByRole('button', { name: 'Cuộc trò chuyện mới' }).isVisible()).toBe(true);
  await chat.reload();
  expect(await chat.page.getByLabel('Ngôn ngữ').inputValue()).toBe('vi');
  expect(chat.problems).toEqual([]);
});

test('the bot can change the page’s language too', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  await chat.say('Français');
  await chat.page.getByRole('button', { name: 'Nouvelle conversation' }).waitFor();
  expect(await chat.page.locator('html').getAttribute('lang')).toBe('fr');
});

test('a new conversation begins empty, and forgetting leaves nothing here or there', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  await chat.say('remember this');
  await chat.waitForText('Received: remember this');
  const [before] = (await chat.context.cookies()).filter(({ name }) => name === 'trustdesk');
  expect(before).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  const conversation = server.entries.at(-1)?.conversation ?? '';

  await chat.page.getByRole('button', { name: 'New conversation' }).click();
  await chat.waitForText('Hello!');
  expect(await chat.readTranscript()).not.toContain('remember this');

  await chat.page.getByRole('button', { name: 'Forget me on this computer' }).click();
  await chat.page.getByRole('button', { name: 'Cancel' }).click();
  expect(await server.storage.readLog(conversation, 0, 10)).not.toHaveLength(0);
  const arrivals = server.entries.length;
  await chat.page.getByRole('button', { name: 'Forget me on this computer' }).click();
  await chat.page.getByRole('button', { name: 'Delete everything' }).click();
  while (server.entries.length === arrivals) await chat.page.waitForTimeout(50);
  expect(await server.storage.readLog(conversation, 0, 10)).toHaveLength(0);
  expect(chat.problems).toEqual([]);
});

test('a new conversation closes an open case only when the person says so', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  await chat.say('keep this');
  await chat.waitForText('Received: keep this');
  const conversationId = (server.entries.at(-1)?.conversation ?? '').replace('directline/', '');
  const place = { channelId: 'directline', conversationId, userId: 'user', serviceUrl: 'https://here' };
  const record = await server.storage.cases.read(await openCase(server.storage, place));
  const another = chat.page.getByRole('button', { name: 'New conversation' });
  await another.click();
  const dialog = chat.page.getByRole('dialog', { name: `Close your case ${record?.reference}?` });
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await chat.waitForText('Received: keep this');
  expect(await chat.readTranscript()).toContain('Received: keep this');
  await another.click();
  expect(await axeViolations(chat.page)).toEqual([]);
  await chat.page.keyboard.press('Escape');
  await another.click();
  await dialog.getByRole('button', { name: 'Close it and begin anew' }).click();
  await until('the new one', async () => !(await chat.readTranscript()).includes('keep this'));
  await chat.waitForText('Hello!');
  expect(chat.problems).toEqual([]);
});

test('a return after days finds the conversation, with every token expired', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  await chat.say('before the holidays');
  await chat.waitForText('Received: before the holidays');
  server.pass(20 * 86_400_000);
  await chat.reload();
  await chat.waitForText('Received: before the holidays');
  expect(chat.problems).toEqual([]);
});

test('a message sent from a page whose token has expired arrives, once', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  server.pass(31 * 60_000);
  await chat.say('after a long sleep');
  await chat.waitForText('Received: after a long sleep');
  const posts = server.entries.filter(({ activity }) => activity['text'] === 'after a long sleep');
  expect(posts).toHaveLength(1);
});

test('a message whose answer is lost on the way is sent again, and kept once', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  let lost = 0;
  await chat.context.route('**/activities', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await chat.say('through a bad line');
  await chat.waitForText('Received: through a bad line');
  await chat.waitForText('Just now');
  await chat.context.unroute('**/activities');
  expect(lost).toBe(1);
  expect(server.entries.filter(({ activity }) => activity['text'] === 'through a bad line')).toHaveLength(1);
});

test('the step under way is shown until the answer comes', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  const conversation = server.entries.at(-1)?.conversation ?? '';
  const text = 'Reading the certificate of mail.contoso.com…';
  server.feed.publishEphemeral(conversation, {
    type: 'typing',
    channelData: { trustdesk: { kind: 'progress', step: 'tls', text } },
  });
  const progress = chat.page.locator('.progress[role=status]');
  await progress.getByText(text).waitFor();
  await server.say(conversation.replace('directline/', ''), { type: 'message', text: 'Done.' });
  await chat.waitForText('Done.');
  await progress.waitFor({ state: 'hidden' });
});

test('a changed message keeps its place, and one taken back goes', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  const id = (server.entries.at(-1)?.conversation ?? '').replace('directline/', '');
  await server.say(id, { type: 'message', id: 'm1', text: 'first' });
  await server.say(id, { type: 'message', id: 'm2', text: 'second' });
  await server.say(id, { type: 'message', id: 'm3', text: 'third' });
  await server.say(id, { type: 'message', id: 'm1', text: 'first, changed' });
  await server.say(id, { type: 'messageDelete', id: 'm2' });
  await chat.waitForText('first, changed');
  await chat.transcript.getByText('second').waitFor({ state: 'hidden' });
  expect(await chat.readTranscript()).toMatch(/first, changed[\s\S]*third/);
  expect(await chat.readTranscript()).not.toMatch(/^first$/m);
});

test('commands of messages and cards are copied as they are', async () => {
  const chat = await open();
  await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.waitForText('Hello!');
  const copied = () => chat.page.evaluate(() => navigator.clipboard.readText());
  await chat.say('code');
  await chat.waitForText('certutil -store Root');
  await chat.pressButton('Copy');
  await chat.page.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await copied()).toBe('certutil -store Root');
  await chat.say('a card');
  await chat.waitForText('Issued to');
  await chat.pressButton('Copy');
  await chat.page.getByRole('button', { name: 'Copied' }).last().waitFor();
  expect(await copied()).toBe(
    'Get-ExchangeCertificate | Format-List Subject, Services\ncertutil -verify -urlfetch mail.contoso.com.cer',
  );
  // A host name is no link, and is copied without invisible marks.
  expect(await chat.page.locator('.chat a').count()).toBe(0);
  expect(await chat.readTranscript()).not.toMatch(/\u200b/);
});

test.each([360, 390])('nothing sticks out at a phone’s width of %d', async (width) => {
  const chat = await open({ locale: 'vi-VN', viewport: { width, height: 740 } });
  await chat.waitForText(/Chứng chỉ của máy chủ/);
  await chat.say('https://mail.contoso.com/EWS/Exchange.asmx');
  await chat.waitForText('Issued to');
  const [wide, high] = await chat.page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.querySelector('header')?.getBoundingClientRect().height ?? 0,
  ]);
  expect(wide).toBe(width);
  expect(high).toBeLessThan(130);
  // The name is whole, not under the language.
  const [name, language] = await Promise.all([
    chat.page.getByRole('heading', { name: 'TrustDesk' }).boundingBox(),
    chat.page.getByLabel('Ngôn ngữ').boundingBox(),
  ]);
  expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThanOrEqual(language?.x ?? 0);
});

test('a human’s messages bear their name, and the page says who one talks with', async () => {
  const chat = await open();
  await chat.waitForText('Hello!');
  const conversation = server.entries.at(-1)?.conversation ?? '';
  const id = conversation.replace('directline/', '');
  const line = chat.page.locator('.human');
  await server.say(id, {
    type: 'message',
    text: 'You are now talking with **Ada**.',
    channelData: { trustdesk: { kind: 'handoff-notice', event: 'claimed', agent: 'Ada' } },
  });
  await line.getByText('You are talking with Ada.').waitFor();
  const text = 'Is it *this* one?\n\n    # no heading\nhttps://contoso.com <b>bold</b>';
  const channelData = { trustdesk: { kind: 'agent-message', agent: 'Ada', messageId: 'm1' } };
  await server.say(id, { type: 'message', text, textFormat: 'plain', channelData });
  await chat.waitForText('# no heading');
  const shown = (await chat.readTranscript()).replaceAll('\u00a0', ' ');
  expect(shown).toContain('Ada\n\nIs it *this* one?\n\n    # no heading\nhttps://contoso.com <b>bold</b>');
  await until('the report of reading', () => server.signals.some(({ signal }) => signal === 'read'));
  expect(server.signals.findLast(({ signal }) => signal === 'read')).toMatchObject({
    conversation,
    seq: await server.storage.lastSeq(conversation),
  });
  await chat.sendBox.pressSequentially(humans);
  await until('the typing', () => server.signals.some(({ signal }) => signal === 'typing'));
  await chat.sendBox.press('Enter');
  await until('the message', () => server.entries.at(-1)?.activity['text'] === humans);
  await chat.waitForText(humans);
  const readUpTo = (seq: number) =>
    server.feed.publishEphemeral(conversation, {
      ...{ type: 'event', name: 'trustdesk/agentRead', value: { watermark: String(seq) } },
    });
  const last = await server.storage.lastSeq(conversation);
  readUpTo(last - 1);
  readUpTo(last);
  await line.getByText('Your last message has been read.').waitFor();
  await line.getByRole('button', { name: 'Back to the bot' }).click();
  await until('the wish', () => {
    const value = JSON.stringify(server.entries.at(-1)?.activity['value']);
    return value === '{"trustdesk":{"command":"leave-human"}}';
  });
  await chat.waitForText('Pressed: undefined');
  await line.waitFor({ state: 'hidden' });
  expect(chat.problems).toEqual([]);
});

test('a link from a mail opens its conversation elsewhere, and nothing of it stays in the address', async () => {
  const first = await open();
  await first.say('The words of yesterday');
  await first.waitForText('Received: The words of yesterday');
  const asked = await first.page.evaluate(async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch('/chat/session', { method: 'POST', headers, body: '{}' });
    return ((await answer.json()) as { conversationId: string }).conversationId;
  });
  const link = await server.resumeLink(asked);
  const elsewhere = await openPage(browser, link?.url ?? '');
  pages.push(elsewhere);
  await elsewhere.waitForText('Received: The words of yesterday');
  expect(elsewhere.page.url()).toBe(`${server.url}/`);
  await elsewhere.reload();
  await elsewhere.waitForText('Received: The words of yesterday');
  // In a tab that shows the page already, only what stands behind the # changes.
  const third = await open();
  await third.page.evaluate((url) => location.assign(url), link?.url ?? '');
  await third.waitForText('Received: The words of yesterday');
  expect(third.page.url()).toBe(`${server.url}/`);
  expect([...elsewhere.problems, ...third.problems]).toEqual([]);
});

test('a link that has run out says so, in the conversation of the browser', async () => {
  const chat = await openPage(browser, `${server.url}/#resume=eyJ.eyJ.x`);
  pages.push(chat);
  await chat.page.getByText('This link does not work any more.').first().waitFor();
  await chat.waitForText('Hello! Paste the error message here.');
  expect(chat.page.url()).toBe(`${server.url}/`);
});
