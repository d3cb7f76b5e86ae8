import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import type { PictureEngine } from '../../src/pictures/pictureReader.js';
import { pngHeader } from '../pictures/pictureHeaders.js';
import { type BotUnderTest, Conversation, startBot } from './conversation.js';

const error = 'Could not establish trust relationship for the SSL/TLS secure channel';
const picture = { name: 'error.png', bytes: pngHeader(640, 480) };
const now = new Date('2026-11-22T10:00:00Z');

const bots: BotUnderTest[] = [];

afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.close();
});

async function start(read: PictureEngine['read'], database?: string): Promise<BotUnderTest> {
  const engine = (): PictureEngine => ({ read, close: async () => {} });
  const bot = await startBot({ now, openPictureEngine: engine, ...(database ? { database } : {}) });
  bots.push(bot);
  return bot;
}

const textsOf = (replies: readonly { readonly [key: string]: unknown }[]): string =>
  replies.map(({ text }) => String(text)).join('\n');

test('a picture whose reading the end of the process cuts short is read at the next start', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-pictures-'));
  const database = path.join(folder, 'trustdesk.sqlite');
  try {
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const before = await start(() => {
      resolve();
      return new Promise(() => {});
    }, database);
    const said = new Conversation(before, { id: 'c1', locale: 'en' }).attach('see', picture);
    const gone = expect(said).rejects.toThrow();
    await begun;
    await bots.pop()?.close();
    await gone;

    const after = await start(async () => error, database);
    const conversation = new Conversation(after, { id: 'c1', locale: 'en', sent: 1 });
    const texts = textsOf(await conversation.settle());
    expect(texts).toContain(`> ${error}`);
    expect(texts).toContain('incoming profile');
    await bots.pop()?.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a picture that cannot be read is told, and the words beside it are answered', async () => {
  const bot = await start(() => Promise.reject(new Error('out of memory')));
  const texts = textsOf(await new Conversation(bot, { id: 'c1', locale: 'en' }).attach(error, picture));
  expect(texts).toMatch(/could not read \*\*error\.png\*\* in time[\s\S]*incoming profile/);
});

test('what stands in a picture is shown without a mark-up of its own, and its secrets nowhere', async () => {
  const bot = await start(async () => '# [x](https://evil.contoso.com) `y`\npassword: Hunter2');
  const texts = textsOf(await new Conversation(bot, { id: 'c1', locale: 'en' }).attach('', picture));
  expect(texts).toContain('> \\# \\[x\\](https\\://evil.contoso.com) \\`y\\`');
  expect(texts).not.toContain('Hunter2');
});

test('one person has six read a minute', async () => {
  const bot = await start(async () => error);
  const conversation = new Conversation(bot, { id: 'c1', locale: 'en' });
  for (let count = 0; count < 6; count += 1) {
    expect(textsOf(await conversation.attach('', picture))).toContain('I read:');
  }
  expect(textsOf(await conversation.attach('', picture))).toContain('many files in a short time');
});
