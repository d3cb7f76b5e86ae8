import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { StoredActivity } from '../../src/storage/storage.js';
import { type PrintedOptions, printedReport } from '../diagnosis/routerReport/printedReport.js';
import { type LabServer, labServer, silentServer } from '../lab/lab.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { type BotUnderTest, Conversation, startBot } from './conversation.js';

const error = 'Could not establish trust relationship for the SSL/TLS secure channel';
const now = new Date('2026-11-22T10:00:00Z');
const dates = { notBefore: new Date('2026-01-15T08:00:00Z'), notAfter: new Date('2027-06-30T08:00:00Z') };
const root = makeAuthority({ cn: 'Fabrikam Root CA', ...dates });
const leaf = issue({
  cn: 'mail.contoso.com',
  authority: root,
  sans: [{ dns: 'mail.contoso.com' }],
  ...dates,
});
const chain = [leaf, root] as const;
const refused: PrintedOptions = {
  chain,
  language: 'de',
  policyErrors: 'RemoteCertificateChainErrors',
  chainStatus: 'UntrustedRoot',
  statuses: ['', 'UntrustedRoot'],
};

let bot: BotUnderTest;
let server: LabServer;
let silent: LabServer;
let count = 0;

beforeAll(async () => {
  server = await labServer({ chain });
  silent = await silentServer();
  const to = (fromHost: string, toPort: number) => ({ fromHost, fromPort: 443, toHost: '127.0.0.1', toPort });
  bot = await startBot({
    now,
    environment: { PROBE_TIMEOUT_MS: '1000' },
    connectTo: [to('mail.contoso.com', server.port), to('silent.contoso.com', silent.port)],
  });
});

afterAll(async () => {
  await bot.close();
  await server.close();
  await silent.close();
});

function talk(locale = 'en'): Conversation {
  count += 1;
  return new Conversation(bot, { id: `report-${count}`, locale });
}

function textOf(replies: readonly StoredActivity[]): string {
  return replies.map((reply) => String(reply['text'])).join('\n');
}

interface Data {
  readonly verdict: string;
  readonly primary: string | null;
  readonly causes: readonly string[];
}

function dataOf(replies: readonly StoredActivity[]): Data | undefined {
  const all = replies.map((reply) => reply['channelData'] as { trustdesk?: Data } | undefined);
  return all.find((data) => data?.trustdesk)?.trustdesk;
}

test('a report as a text file, in the UTF-16 that PowerShell writes', async () => {
  const bytes = Buffer.from(`\ufeff${printedReport(refused)}`, 'utf16le');
  const replies = await talk().attach('', { name: 'report.txt', bytes });
  expect(dataOf(replies)).toMatchObject({
    verdict: 'untrusted',
    primary: 'untrusted-root',
    causes: ['private-root'],
  });
});

test('the language of the Windows that printed it is not the person’s', async () => {
  const conversation = talk('vi');
  await conversation.say(error);
  expect(textOf(await conversation.say(printedReport({ ...refused, language: 'fr' })))).toContain('Căn cứ');
});

test('nor has the base64 of its pieces one', async () => {
  const conversation = talk('vi');
  const text = printedReport({ ...refused, chain: [leaf, root, leaf, root] });
  await conversation.say(text.slice(0, text.indexOf('-----BEGIN') + 30));
  for (let at = text.indexOf('-----BEGIN') + 30; at < text.length - 300; at += 300) {
    expect(textOf(await conversation.say(text.slice(at, at + 300)))).toContain('Phần cuối chưa đến');
  }
});

test('it begins its diagnosis while a look runs, and the look’s result changes nothing of it', async () => {
  const conversation = talk();
  await conversation.post({ type: 'message', text: `${error} https://silent.contoso.com/` });
  await conversation.post({ type: 'message', text: printedReport(refused) });
  const replies = await conversation.settle();
  expect(dataOf(replies)).toMatchObject({ primary: 'untrusted-root' });
  expect(textOf(replies)).toContain('mail.contoso.com');
  expect((await conversation.place())?.nodes.at(-1)).toBe('result-of-report');
});

test('pieces cut in the middle of a word, with chatter and other pieces between', async () => {
  const conversation = talk();
  const text = printedReport(refused);
  const cuts = [
    0,
    text.indexOf('SslPolicyErrors') + 9,
    text.indexOf('NotAfter') + 3,
    text.lastIndexOf('BEGIN') + 2,
    text.length,
  ];
  for (let piece = 0; piece < 3; piece += 1) {
    expect(textOf(await conversation.say(text.slice(cuts[piece], cuts[piece + 1])))).toContain(
      'say that this is all',
    );
  }
  const replies = await conversation.say(text.slice(cuts[3]));
  expect(dataOf(replies)).toMatchObject({ primary: 'untrusted-root' });
  expect(textOf(replies)).not.toContain('Missing in the report');
});

test('a report that is pasted anew goes on with no other', async () => {
  const conversation = talk();
  await conversation.say(printedReport({ ...refused, chainStatus: 'PartialChain' }).slice(0, 1500));
  const replies = await conversation.say(printedReport(refused));
  expect(dataOf(replies)).toMatchObject({ primary: 'untrusted-root' });
});

test('after “that is all” and after a new error, nothing is waited for any more', async () => {
  const conversation = talk();
  await conversation.say(printedReport(refused).slice(0, 1500));
  expect(dataOf(await conversation.say('That is all'))).toMatchObject({ primary: 'untrusted-root' });
  const other = talk();
  await other.say(printedReport(refused).slice(0, 1500));
  await other.say(error);
  expect(textOf(await other.say('[0] Issuer: CN=Contoso CA'))).not.toContain('say that this is all');
});

test('a command is heard while the rest of a report is waited for', async () => {
  const conversation = talk();
  await conversation.say(printedReport(refused).slice(0, 1500));
  expect(textOf(await conversation.say('help'))).toContain('start over');
  expect(textOf(await conversation.say('start over'))).toContain('we start over');
});

test('values typed by hand after a report count, since they were told last', async () => {
  const conversation = talk();
  await conversation.say(`${error} https://mail.contoso.com/EWS/Exchange.asmx`);
  await conversation.say(printedReport(refused));
  await conversation.say('Make the report again');
  await conversation.say('By mouse instead');
  const replies = await conversation.say(
    'issued to old.contoso.com, issued by Contoso CA, valid from 2020-01-31 to 2025-01-31',
  );
  expect(textOf(replies)).toContain('what you told me');
});

test('a report of another server begins anew with that one', async () => {
  const conversation = talk();
  await conversation.say(`${error} https://silent.contoso.com/`);
  const replies = await conversation.say(printedReport(refused));
  expect(textOf(replies)).toContain('the report about **mail.contoso.com**');
  expect(textOf(replies)).toContain('my own look');
});

test('200 KB that begin as a report are answered, and little of them is carried along', async () => {
  const conversation = talk();
  const replies = await conversation.say(
    `=====TRUSTDESK-PROBE v1=====\n${'[0] Subject: CN=x\n'.repeat(11_000)}`,
  );
  expect(replies.length).toBeGreaterThan(0);
  const state = await bot.storage.readState([`sms/conversations/report-${count}/`]);
  expect(JSON.stringify([...state.values()]).length).toBeLessThan(100_000);
});

test('who does not know the server gets the answer about the name in the certificate', async () => {
  const conversation = talk();
  const hostless = printedReport(refused).replace(/^Url: .*$/m, '');
  expect(textOf(await conversation.say(hostless))).toContain('which server it is about');
  expect(textOf(await conversation.say("I don't know"))).toContain('The certificate of mail.contoso.com');
});

test('what .NET refuses only through the proxy leads to the proxy', async () => {
  const conversation = talk();
  const proxied = { chain, machineRoot: true, userRoot: true, proxy: 'http://proxy.contoso.com:8080/' };
  const replies = await conversation.say(printedReport(proxied));
  expect(dataOf(replies)).toMatchObject({ verdict: 'untrusted', primary: 'interception-suspected' });
  expect(textOf(replies)).toContain('Have the proxy leave');
  expect(textOf(await conversation.say('Show the steps'))).toContain('netsh winhttp show proxy');
});
