import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { makeAuthority } from '../lab/pki.js';
import { type ChatPage, openPage } from './chatPage.js';
import { type ServedChat, serveChat } from './servedChat.js';

jest.setTimeout(120_000);

const error =
  'Incoming Status: Failure - The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.';
const report = { name: 'lỗi.txt', mimeType: 'text/plain', buffer: Buffer.from(`\ufeff${error}`, 'utf16le') };
const root = makeAuthority({ cn: 'Contoso Root CA' });

let served: ServedChat;

beforeAll(async () => {
  served = await serveChat();
});

afterAll(() => served?.close());

/** Lets go of files above the chat, as from the desktop. */
async function drop({ page }: ChatPage, name: string, content: string): Promise<void> {
  const handle = await page.evaluateHandle(
    ([fileName = '', text = '']) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], fileName));
      return transfer;
    },
    [name, content],
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: handle });
  await page.dispatchEvent('body', 'drop', { dataTransfer: handle });
}

test('an error as a text file and a certificate are attached, read, shown, and had again', async () => {
  const chat = await openPage(served.browser, served.url, { locale: 'fr-FR' });
  const input = chat.page.locator('input[type=file]');
  await input.setInputFiles(report);
  const waiting = chat.page.getByText('À envoyer avec votre message : lỗi.txt');
  await waiting.waitFor();
  await chat.sendBox.press('Enter');
  await waiting.waitFor({ state: 'detached' });
  await chat.waitForText(/profil entrant/);
  await chat.waitForText('lỗi.txt');

  await input.setInputFiles({ name: 'root.cer', mimeType: 'application/x-x509-ca-cert', buffer: root.der });
  await chat.sendBox.press('Enter');
  await chat.waitForText(/Contoso Root CA/);

  await chat.reload();
  await chat.waitForText('root.cer');
  const link = chat.page.locator('a[href*="/v3/directline/attachments/"]').last();
  const [download] = await Promise.all([chat.page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('root.cer');
  expect(readFileSync(await download.path())).toEqual(root.der);
  expect(chat.problems).toEqual([]);
  await chat.close();
});

test('files are dropped and sent with words, and a private key is refused with the reason', async () => {
  const chat = await openPage(served.browser, served.url, { locale: 'en-US' });
  await drop(chat, 'error.txt', error);
  await chat.say('this is what I see');
  await chat.waitForText(/incoming profile/);
  expect(chat.problems).toEqual([]);
  await drop(chat, 'server.key', root.keyPem);
  await chat.sendBox.press('Enter');
  await chat.waitForText(/holds a private key/);
  await chat.close();
});

test('a file is pasted, and text beside a picture of it stays text', async () => {
  const chat = await openPage(served.browser, served.url, { locale: 'en-US' });
  const paste = (name: string, content: string, text: string) =>
    chat.sendBox.evaluate(
      (box, [fileName = '', body = '', words = '']) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File([body], fileName));
        if (words !== '') clipboardData.setData('text', words);
        box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      },
      [name, content, text],
    );
  await paste('picture.png', '\x89PNG', 'words');
  await paste('error.txt', error, '');
  await chat.sendBox.press('Enter');
  await chat.waitForText(/incoming profile/);
  expect(await chat.readTranscript()).not.toContain('picture.png');
  expect(chat.problems).toEqual([]);
  await chat.close();
});

test('what waits to be sent can be taken out again', async () => {
  const chat = await openPage(served.browser, served.url, { locale: 'en-US' });
  await chat.page.locator('input[type=file]').setInputFiles(report);
  const waiting = chat.page.getByText('To be sent with your message: lỗi.txt');
  await waiting.waitFor();
  await chat.page.locator('.webchat__toast__dismissButton').click();
  await waiting.waitFor({ state: 'detached' });
  await chat.say('help');
  await chat.waitForText(/At any moment you can write/);
  expect(await chat.readTranscript()).not.toContain('lỗi.txt');
  await chat.close();
});

test('a file too large is refused with the reason, and the chat goes on', async () => {
  const chat = await openPage(served.browser, served.url, { locale: 'vi-VN' });
  const large = { name: 'router.log', mimeType: 'text/plain', buffer: Buffer.alloc(9_000_000, 'x') };
  await chat.page.locator('input[type=file]').setInputFiles(large);
  await chat.sendBox.press('Enter');
  await chat.waitForText(/tôi nhận tối đa 4 tệp/);
  await chat.say('trợ giúp');
  await chat.waitForText(/Lúc nào bạn cũng có thể viết/);
  await chat.close();
});

test('a file that is not kept any more is said to be gone', async () => {
  const chat = await openPage(served.browser, served.url, { locale: 'en-US' });
  await chat.page.locator('input[type=file]').setInputFiles(report);
  await chat.sendBox.press('Enter');
  await chat.waitForText(/incoming profile/);
  await chat.page.route('**/v3/directline/attachments/*', (route) => route.fulfill({ status: 404 }));
  await chat.page.locator('a[href*="/v3/directline/attachments/"]').last().click();
  await chat.page.getByText(/keeps files for a week/).waitFor();
  await chat.close();
});

/** A screenshot of a message as Windows, a dark terminal or a web page shows it. */
async function photograph(text: string, style: string, type: 'png' | 'jpeg'): Promise<Buffer> {
  const page = await served.browser.newPage({ viewport: { width: 700, height: 200 } });
  await page.setContent(`<body style="margin:16px;${style}"><b>E-mail Router</b><p></p><button>OK</button>`);
  await page.locator('p').evaluate((element, words) => {
    element.textContent = words;
  }, text);
  const picture = await page.screenshot({ type });
  await page.close();
  return picture;
}

const light = 'font:13px sans-serif;background:#fff;color:#000';
const dark = 'font:14px monospace;background:#1e1e1e;color:#d4d4d4';

test.each([
  {
    locale: 'en-US',
    style: dark,
    type: 'png' as const,
    text: 'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.',
    read: /I read:/,
    asks: /incoming profile/,
    button: 'It uses Autodiscover',
    answer: /domain of the mail addresses/,
  },
  {
    locale: 'fr-FR',
    style: light,
    type: 'jpeg' as const,
    text: 'La connexion sous-jacente a été fermée : Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS.',
    read: /je lis/,
    asks: /profil entrant/,
    button: 'Il utilise Autodiscover',
    answer: /domaine des adresses de messagerie/,
  },
  {
    locale: 'vi-VN',
    style: light,
    type: 'png' as const,
    text: 'Máy chủ báo lỗi khi kiểm tra quyền truy cập: Could not establish trust relationship for the SSL/TLS secure channel.',
    read: /tôi đọc được/,
    asks: /hồ sơ đến/,
    button: 'Có dùng Autodiscover',
    answer: /tên miền của địa chỉ thư/,
  },
])('a picture of the error is read in $locale, shown, and the conversation goes on', async (error) => {
  const chat = await openPage(served.browser, served.url, { locale: error.locale });
  const buffer = await photograph(error.text, error.style, error.type);
  const name = `error.${error.type}`;
  await chat.page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: `image/${error.type}`, buffer });
  await chat.sendBox.press('Enter');
  await chat.waitForText(error.read, 30_000);
  await chat.page
    .locator('blockquote')
    .getByText(/SSL\/TLS/)
    .waitFor();
  await chat.waitForText(error.asks);
  await chat.pressButton(error.button);
  await chat.waitForText(error.answer);
  expect(chat.problems).toEqual([]);
  await chat.close();
});
