import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StoredActivity } from '../../src/storage/storage.js';
import { type LabServer, labServer } from '../lab/lab.js';
import { pkcs12Of } from '../lab/pkcs12.js';
import { issue, makeAuthority } from '../lab/pki.js';
import { type BotUnderTest, Conversation, startBot } from './conversation.js';

const error = 'Could not establish trust relationship for the SSL/TLS secure channel';
const now = new Date('2026-11-22T10:00:00Z');

let bot: BotUnderTest;
let server: LabServer;
let count = 0;

beforeAll(async () => {
  server = await labServer({
    chain: [issue({ cn: 'mail.contoso.com', authority: 'self', sans: [{ dns: 'mail.contoso.com' }] })],
  });
  bot = await startBot({
    now,
    fetchFile: async (url) =>
      url === 'https://files.contoso.com/error'
        ? { ok: true, bytes: Buffer.from(error) }
        : { ok: false, problem: 'status 404' },
    connectTo: [{ fromHost: 'mail.contoso.com', fromPort: 443, toHost: '127.0.0.1', toPort: server.port }],
  });
});

afterAll(async () => {
  await bot.close();
  await server.close();
});

function talk(options: { readonly locale?: string; readonly channelId?: string } = {}): Conversation {
  count += 1;
  return new Conversation(bot, { id: `bad-${count}`, ...options });
}

function textOf(replies: readonly StoredActivity[]): string {
  return replies.map((reply) => String(reply['text'])).join('\n');
}

/** All that is carried from turn to turn. */
async function stateOf({ id, channelId }: Conversation): Promise<string> {
  const state = await bot.storage.readState([`${channelId}/conversations/${id}/`]);
  return JSON.stringify([...state.values()]);
}

function verdictOf(replies: readonly StoredActivity[]): unknown {
  const data = replies.map(
    (reply) => reply['channelData'] as { trustdesk?: { verdict?: string } } | undefined,
  );
  return data.find((channelData) => channelData?.trustdesk)?.trustdesk?.verdict;
}

function codesOf(replies: readonly StoredActivity[]): readonly string[] {
  type Data = { trustdesk?: { findings?: { code: string }[] } } | undefined;
  return replies
    .flatMap((reply) => (reply['channelData'] as Data)?.trustdesk?.findings ?? [])
    .map(({ code }) => code);
}

describe('bad input', () => {
  test.each([
    ['en', 'no text'],
    ['fr', 'pas de texte'],
    ['vi', 'không có chữ'],
  ])('an empty message gets a clear answer in %s', async (locale, words) => {
    expect(textOf(await talk({ locale }).say(' \n '))).toContain(words);
  });

  test.each([
    ['en', 'could not get **error\\_1.txt**', 'E-mail Router does not trust'],
    ['fr', 'pas pu récupérer **error\\_1.txt**', 'n’accorde pas sa confiance'],
    ['vi', 'không lấy được **error\\_1.txt**', 'không tin cậy'],
  ])(
    'a file of Teams is fetched and read, and one that cannot be is told in %s',
    async (locale, words, answer) => {
      const file = (downloadUrl: string) => ({
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'error_1.txt',
        content: { downloadUrl, uniqueId: '1', fileType: 'txt' },
      });
      const send = async (url: string) =>
        textOf(await talk({ locale }).send({ type: 'message', attachments: [file(url)] }));
      const failed = await send('https://files.contoso.com/gone');
      expect(failed).toContain(words);
      expect(await send('https://files.contoso.com/error')).toContain(answer);
    },
  );

  test('an English log does not turn a French conversation into English', async () => {
    const conversation = talk({ locale: 'fr' });
    const log = `Hello, this is the log of our server and these are all the things that happened today.\n${error}`;
    const replies = await conversation.attach('', { name: 'log.txt', bytes: Buffer.from(log) });
    expect(textOf(replies)).toContain('profil entrant');
  });

  test('a certificate and the URL in one message', async () => {
    const root = makeAuthority({ cn: 'Contoso Root CA' });
    const replies = await talk({ locale: 'en' }).attach('https://mail.contoso.com/EWS/Exchange.asmx', {
      ...{ name: 'root.cer', bytes: root.der },
    });
    expect(textOf(replies)).toContain('Contoso Root CA');
  });

  test('100 kB of text with the error somewhere in it is recognised, and its text is not carried along', async () => {
    const conversation = talk({ locale: 'en' });
    const noise = '2026-11-22 10:00:00 INFO polling mailbox 4711 of queue 12\n';
    const replies = await conversation.say(`${noise.repeat(900)}${error}.\n${noise.repeat(900)}`);
    expect(textOf(replies)).toContain('Server');
    expect((await conversation.place())?.nodes).toContain('ask-endpoint');
  });

  test('a .pfx that certutil made text of stays in no state, pasted or as a file', async () => {
    const pfx = pkcs12Of({ certificates: [makeAuthority({ cn: 'Contoso Root CA' }).der], password: 'x' });
    const base64 = (pfx.toString('base64').match(/.{1,64}/g) ?? []).join('\r\n');
    const text = `-----BEGIN CERTIFICATE-----\r\n${base64}\r\n-----END CERTIFICATE-----\r\n`;
    const inside = base64.slice(200, 240);
    const conversation = talk({ locale: 'en' });
    await conversation.say(text);
    expect(await stateOf(conversation)).not.toContain(inside);
    const replies = await conversation.attach('', { name: 'server.cer', bytes: Buffer.from(text) });
    expect(textOf(replies)).toContain('private key');
    expect(await stateOf(conversation)).not.toContain(inside);
  });

  test('a report made to be a burden is answered within its time, and little of it is kept', async () => {
    const conversation = talk({ locale: 'en' });
    const report = `=== TRUSTDESK PROBE v1 ===\nUrl: https://mail.contoso.com/\nSslPolicyErrors: RemoteCertificateChainErrors\n${'[9] Subject: CN=$(calc)`calc`\u001b[2J<script>\n[9] Names: '.repeat(1_600)}`;
    const begin = performance.now();
    const replies = await conversation.say(report);
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect(replies).not.toEqual([]);
    expect(JSON.stringify(replies)).not.toMatch(/\\u001b|(?<!\\)<script/);
    expect((await stateOf(conversation)).length).toBeLessThan(300_000);
  });

  test('100 kB of nothing known is said to be unknown', async () => {
    const conversation = talk({ locale: 'en' });
    expect(textOf(await conversation.say('lorem ipsum '.repeat(8_500)))).toContain("don't know");
    expect((await stateOf(conversation)).length).toBeLessThan(20_000);
  });

  test('only emoji', async () => {
    expect(textOf(await talk({ locale: 'fr' }).say('😀😀😀'))).toContain('Je ne connais pas');
  });

  test('a masked URL is looked at, and the person is told about the password', async () => {
    const replies = await talk({ locale: 'en' }).say(
      `${error} https://***@mail.contoso.com/EWS/Exchange.asmx`,
    );
    expect(textOf(replies)).toContain('password or token');
    expect(verdictOf(replies)).toBe('untrusted');
  });

  test('two messages at once are answered one after the other, in order', async () => {
    const conversation = talk({ locale: 'en' });
    await conversation.post({ type: 'message', text: error });
    await conversation.post({ type: 'message', text: 'help' });
    const replies = (await conversation.settle()).map((reply) => String(reply['text']));
    expect(replies[0]).toContain('incoming profile');
    expect(replies[1]).toContain('start over');
  });

  test('a message while the look runs is answered, and the result still comes', async () => {
    const conversation = talk({ locale: 'en' });
    await conversation.say(error);
    await conversation.post({ type: 'message', text: 'https://mail.contoso.com/EWS/Exchange.asmx' });
    await conversation.post({ type: 'message', text: 'thanks' });
    const replies = await conversation.settle();
    expect(textOf(replies)).toContain('welcome');
    expect(verdictOf(replies)).toBe('untrusted');
  });

  test('a button of an earlier problem, and a forged one, lead nowhere and say so', async () => {
    const conversation = talk({ locale: 'en' });
    await conversation.say(error);
    const value = {
      trustdesk: { tree: 'email-router-trust@000000000000', node: '__proto__', choice: 'constructor' },
    };
    expect(textOf(await conversation.send({ type: 'message', value }))).toContain('earlier problem');
  });

  test('an activity of a kind that nobody knows is no reason to speak', async () => {
    expect(await talk().send({ type: 'messageReaction' })).toEqual([]);
    expect(await talk().send({ type: 'event', name: 'trustdesk/probeResult', value: null })).toEqual([]);
  });
});

describe('a root of the person’s own', () => {
  const authority = makeAuthority({ cn: 'Fabrikam [Root](x) CA' });
  const leaf = issue({ cn: 'mail.contoso.com', authority, sans: [{ dns: 'mail.contoso.com' }] });

  let own: LabServer;
  beforeAll(async () => {
    own = await labServer({ chain: [leaf, authority] });
  });
  afterAll(() => own.close());

  test('is trusted in this case from then on, and what was seen is judged anew', async () => {
    const conversation = talk({ locale: 'en' });
    const before = await conversation.say(`${error} https://127.0.0.1:${own.port}/`);
    expect(codesOf(before)).toContain('untrusted-root');
    const after = await conversation.say(`here is our root\n${authority.certPem}`);
    expect(textOf(after)).toContain('Fabrikam \\[Root\\](x) CA');
    expect(codesOf(after)).not.toContain('untrusted-root');
    const another = await talk({ locale: 'en' }).say(`${error} https://127.0.0.1:${own.port}/`);
    expect(codesOf(another)).toContain('untrusted-root');
  });

  test('a certificate that another one issued is no root, and is not trusted', async () => {
    const conversation = talk({ locale: 'fr' });
    expect(textOf(await conversation.say(leaf.certPem))).toContain('Pour quel serveur');
    const shown = await conversation.say(`https://127.0.0.1:${own.port}/`);
    expect(codesOf(shown)).toContain('untrusted-root');
  });

  test('a damaged one is no reason to fail', async () => {
    const damaged = authority.certPem.replace(/[a-z]/g, 'A');
    expect(textOf(await talk({ locale: 'en' }).say(damaged))).toContain('can’t read a certificate');
  });
});

describe('language', () => {
  test.each([
    ['an unknown locale', { locale: 'tlh-KL' }, error, 'incoming profile'],
    [
      'no locale, a French error',
      {},
      'Impossible d’établir une relation de confiance pour le canal sécurisé SSL/TLS',
      'profil entrant',
    ],
    [
      'Vietnamese without diacritics around an English error',
      { locale: 'en-US' },
      `toi bi loi nay khi kiem tra hop thu, nho anh chi xem giup: ${error}`,
      'hồ sơ đến',
    ],
    [
      'a French sentence in an English client',
      { locale: 'en-US' },
      `Bonjour, j’ai cette erreur depuis hier sur notre serveur : ${error}`,
      'profil entrant',
    ],
  ])('%s', async (_name, options, text, words) => {
    expect(textOf(await talk(options).say(text))).toContain(words);
  });

  test('a pasted English error does not turn a Vietnamese conversation into English', async () => {
    const conversation = talk({ locale: 'en-US' });
    await conversation.say('Chào bạn, máy chủ thư của tôi bị lỗi, bạn giúp tôi với');
    expect(textOf(await conversation.say(error))).toContain('hồ sơ đến');
  });

  test('an explicit choice holds against later sentences', async () => {
    const conversation = talk({ locale: 'en-US' });
    await conversation.say('Français');
    expect(
      textOf(await conversation.say('hello, I would like to know what you can do for me')),
    ).not.toContain('Paste');
    expect(textOf(await conversation.say(error))).toContain('profil entrant');
  });

  test('an error and nothing else offers the other languages with the first reply, not after the second message', async () => {
    const conversation = talk({ locale: 'en-US' });
    const offered = (replies: readonly StoredActivity[]) =>
      replies.flatMap(
        (reply) => (reply['suggestedActions'] as { actions: { title: string }[] } | undefined)?.actions ?? [],
      );
    const first = await conversation.say(error);
    expect(offered(first).map(({ title }) => title)).toEqual(['English', 'Français', 'Tiếng Việt']);
    expect(offered(await conversation.say('https://mail.contoso.com/'))).toEqual([]);
  });

  test('a language that is not shipped is answered with those that are', async () => {
    expect(textOf(await talk({ locale: 'en' }).say('Deutsch'))).toMatch(
      /English[\s\S]*Français[\s\S]*Tiếng Việt/,
    );
  });
});
