import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fetchFile } from '../../src/probe/fetchFile.js';
import { makeOutboundPolicy } from '../../src/probe/outboundPolicy.js';
import { type FileServer, fileServer } from '../lab/fileServer.js';
import { makeAuthority } from '../lab/pki.js';
import { type BotUnderTest, Conversation, startBot } from './conversation.js';

const error = 'Could not establish trust relationship for the SSL/TLS secure channel';
const root = makeAuthority({ cn: 'Contoso Root CA' });
const policy = makeOutboundPolicy({
  allowedNetworks: ['127.0.0.0/8'],
  allowedPorts: [[1024, 65_535]],
  privateRangesAllowed: false,
  ownAddresses: [],
});

let server: FileServer;
let bot: BotUnderTest;
let count = 0;

beforeAll(async () => {
  server = await fileServer({
    '/error.txt?tempauth=eyJ0.eyJh.c2ln': Buffer.from(`\ufeff${error}`, 'utf16le'),
    '/root.cer': root.der,
    '/key.pem': Buffer.from(root.keyPem),
    '/elsewhere': (response) => {
      response.statusCode = 302;
      response.setHeader('location', 'https://evil.contoso.com/');
      response.end();
    },
  });
  const surroundings = { policy, resolve: async () => ['127.0.0.1'], connectTo: [], ca: [server.root] };
  const { signal } = new AbortController();
  bot = await startBot({
    now: new Date('2026-11-22T10:00:00Z'),
    fetchFile: (url, token) => fetchFile({ url, token, signal }, surroundings),
  });
});

afterAll(async () => {
  await bot.close();
  await server.close();
});

/** What the bot answers to files that lie on the server, as Teams names them. */
async function answers(...paths: readonly string[]): Promise<string> {
  count += 1;
  const conversation = new Conversation(bot, { id: `fetched-${count}`, locale: 'en', channelId: 'msteams' });
  const attachments = paths.map((path) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    contentUrl: 'https://contoso.sharepoint.com/personal/file',
    name: path.slice(1).split('?')[0] ?? '',
    content: { downloadUrl: server.url(path), uniqueId: '1', fileType: 'txt' },
  }));
  const replies = await conversation.send({ type: 'message', attachments });
  return replies.map((reply) => String(reply['text'])).join('\n');
}

test('an error in a file of Teams is recognised', async () => {
  expect(await answers('/error.txt?tempauth=eyJ0.eyJh.c2ln')).toContain('incoming profile');
});

test('a certificate is read, and beside a file that is missing another one', async () => {
  expect(await answers('/root.cer')).toContain('Contoso Root CA');
  expect(await answers('/missing.txt', '/error.txt?tempauth=eyJ0.eyJh.c2ln')).toMatch(
    /could not get \*\*missing.txt\*\*[\s\S]*incoming profile/,
  );
});

test('a private key is not taken, and a redirect to another host is not followed', async () => {
  expect(await answers('/key.pem')).toContain('holds a private key');
  expect(await answers('/elsewhere')).toContain('could not get **elsewhere**');
});
