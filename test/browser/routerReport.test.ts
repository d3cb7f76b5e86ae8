import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { printedReport } from '../diagnosis/routerReport/printedReport.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { openPage } from './chatPage.js';
import { type ServedChat, serveChat } from './servedChat.js';

jest.setTimeout(120_000);

const root = makeAuthority({ cn: 'Fabrikam Root CA' });
const chain = [issue({ cn: 'mail.contoso.com', authority: root, sans: [{ dns: 'mail.contoso.com' }] }), root];

let served: ServedChat;

beforeAll(async () => {
  served = await serveChat();
});

afterAll(() => served?.close());

test('the script is copied whole, and what it prints is pasted back in two messages', async () => {
  const chat = await openPage(served.browser, served.url, { locale: 'en-US' });
  await chat.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.say('Could not establish trust relationship https://169.254.169.254/EWS/Exchange.asmx');
  await chat.waitForText(/only the Router’s computer can show/);
  await chat.pressButton('Script for the Router’s computer');
  await chat.waitForText(/four connections/);
  await chat.page.locator('pre .copy').last().click();
  const copied = await chat.page.evaluate('navigator.clipboard.readText()');
  const script = readFileSync('dialogs/scripts/router-report.ps1', 'utf8');
  expect(String(copied).trim()).toBe(
    script.replace('{{host}}', '169.254.169.254').replace('{{port}}', '443').trim(),
  );

  const printed = printedReport({
    chain,
    url: 'https://169.254.169.254/EWS/Exchange.asmx',
    policyErrors: 'RemoteCertificateChainErrors',
    chainStatus: 'UntrustedRoot',
    statuses: ['', 'UntrustedRoot'],
  });
  await chat.say(printed.slice(0, 1500));
  await chat.waitForText(/beginning of a report/);
  await chat.say(printed.slice(1500));
  await chat.waitForText(/comes from a CA that is not trusted there/);
  await chat.waitForText(/a user’s account/);
  expect(chat.problems).toEqual([]);
  await chat.close();
});
