import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { loadPageFiles } from '../../src/channels/widget/pageFiles.js';
import { startDirectLine, type TestServer } from '../channels/directLine/startDirectLine.js';
import { buildPage, type ChatPage, type ChatPageOptions, openPage } from './chatPage.js';
import { launchChromium } from './chromium.js';
import { stubBot } from './stubBot.js';

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
  await browser.close();
  await server.close();
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
  await chat.waitForText(/You said: Could not establish/);
  await chat.waitForText('Issued to');
  await chat.pressButton('Check again');
  await chat.waitForText('Pressed: {"choice":"again"}');
  await chat.reload();
  await chat.waitForText('Pressed: {"choice":"again"}');
  const transcript = await chat.readTranscript();
  expect(transcript.match(/Paste the error message here/g)).toHaveLength(1);
  expect(transcript).toContain('You said: Could not establish');
  expect(chat.problems).toEqual([]);
});
