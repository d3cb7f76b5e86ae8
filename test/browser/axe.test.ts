import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openPage } from './chatPage.js';
import { axeViolations } from './deskPage.js';
import { type ServedChat, serveChat } from './servedChat.js';

jest.setTimeout(120_000);

let served: ServedChat;

beforeAll(async () => {
  served = await serveChat();
});
afterAll(() => served?.close());

const error =
  'Incoming Status: Failure - The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.';

test.each(['light', 'dark'] as const)('axe finds nothing wrong in the chat, %s', async (colorScheme) => {
  const chat = await openPage(served.browser, served.url, { colorScheme });
  await chat.waitForText(/Paste/);
  expect(await axeViolations(chat.page)).toEqual([]);
  await chat.say(error);
  await chat.waitForText(/Give me the URL/);
  await chat.say('summary');
  await chat.say('summary');
  await chat.waitForText(/known so far/);
  expect(await axeViolations(chat.page)).toEqual([]);
  await chat.page.getByRole('button', { name: 'Forget me on this computer' }).click();
  expect(await axeViolations(chat.page)).toEqual([]);
  await chat.close();
});
