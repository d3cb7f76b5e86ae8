import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.js';
import { caseEntry } from '../../../src/handoff/handoffEvent.js';
import { lookEventName } from '../../../src/handoff/lookEvent.js';
import { type BotUnderTest, Conversation, startBot } from '../../conversations/conversation.js';
import { until } from '../until.js';
import { ada, openCase } from './openCase.js';

let bot: BotUnderTest;
let person: Conversation;
let caseId: string;
let conversations = 0;

beforeAll(async () => {
  bot = await startBot({
    now: { now: () => new Date() },
    resolve: async (host) => {
      throw Object.assign(new Error(`no ${host} here`), { code: 'ENOTFOUND' });
    },
  });
});
afterAll(() => bot.close());

async function begin(...words: readonly string[]): Promise<void> {
  conversations += 1;
  person = new Conversation(bot, { id: `look${conversations}`, locale: 'fr', channelId: 'directline' });
  for (const text of words) await person.say(text);
  const place = { channelId: 'directline', conversationId: person.id, userId: `person-${person.id}` };
  caseId = await openCase(bot.storage, { ...place, serviceUrl: bot.serviceUrl });
}

async function look(dedupeKey: string): Promise<void> {
  const record = await bot.storage.cases.read(caseId);
  if (record === null) throw new Error('no case');
  const at = new Date().toISOString();
  const value = { caseId, locale: 'en' };
  await bot.machinery.runTurn(caseEntry(record, { name: lookEventName, value, dedupeKey, at }));
  await person.settle();
}

const notes = async () =>
  (await bot.storage.cases.events(caseId, 0, 100))
    .map(({ event }) => event as JsonObject)
    .filter(({ type }) => type === 'bot-noted')
    .map(({ text }) => String(text));

const error = 'Could not establish trust relationship for the SSL/TLS secure channel';

test('what the agent has looked at again becomes a note in their language, and the person reads nothing', async () => {
  await begin(error, 'https://mail.contoso.com/EWS/Exchange.asmx');
  await bot.machinery.handoff.act(caseId, { type: 'claim', agent: ada });
  await person.settle();
  const before = (await bot.storage.readLog(`directline/${person.id}`, 0, 1_000)).filter(
    ({ direction }) => direction === 'out',
  );
  await look('look 1');
  await until('the note', async () => (await notes()).length === 1);
  expect((await notes())[0]).toContain('mail.contoso.com');
  expect((await notes())[0]).toMatch(/DNS|name/i);
  const after = (await bot.storage.readLog(`directline/${person.id}`, 0, 1_000)).filter(
    ({ direction }) => direction === 'out',
  );
  expect(after).toEqual(before);
});

test('nobody looks for a case that no human has', async () => {
  await begin(error, 'https://mail.contoso.com/EWS/Exchange.asmx');
  await look('look 2');
  expect(await notes()).toEqual([]);
});

test('an agent looks no more often than a person may', async () => {
  await begin(error, 'https://mail.contoso.com/EWS/Exchange.asmx');
  await bot.machinery.handoff.act(caseId, { type: 'claim', agent: ada });
  for (let index = 0; index < 8; index += 1) {
    await look(`look many ${index}`);
    await until('the note', async () => (await notes()).length === index + 1);
  }
  expect((await notes()).filter((note) => !note.includes('mail.contoso.com')).length).toBeGreaterThan(0);
});
