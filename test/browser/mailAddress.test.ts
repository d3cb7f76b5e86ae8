import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type ChatPage, openPage } from './chatPage.js';
import { type ServedChat, serveChat } from './servedChat.js';

jest.setTimeout(90_000);

let served: ServedChat;
let chat: ChatPage;

beforeAll(async () => {
  served = await serveChat({ SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'trustdesk@contoso.com' });
  chat = await openPage(served.browser, served.url);
});
afterAll(async () => {
  await chat?.close();
  await served?.close();
});

test('a person whose case waits gives an address in the field for it', async () => {
  await chat.say('human');
  await chat.pressButton('Send it');
  await chat.pressButton('Answer by e-mail, too');
  const field = chat.page.getByRole('textbox', { name: 'E-mail address' });
  await field.fill('linh');
  await chat.pressButton('Use this address');
  await chat.page.getByText('That is no e-mail address.').first().waitFor();
  await field.fill('linh@contoso.com');
  await chat.pressButton('Use this address');
  await chat.waitForText(/it also goes to linh@contoso.com/);
  expect(chat.problems).toEqual([]);
});
