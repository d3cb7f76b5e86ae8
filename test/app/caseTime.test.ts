import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { StoredActivity } from '../../src/storage/storage.js';
import { ada, openCase } from '../bot/handoff/openCase.js';
import { until } from '../bot/until.js';
import { type BotUnderTest, Conversation, startBot } from '../conversations/conversation.js';
import { minute } from '../handoff/caseFixtures.js';

let now = Date.parse('2026-03-02T08:00:00.000Z');
let bot: BotUnderTest;
let person: Conversation;
let caseId: string;
let conversations = 0;

beforeAll(async () => {
  bot = await startBot({ now: { now: () => new Date(now) } });
}, 30_000);
afterAll(() => bot.close());

beforeEach(async () => {
  conversations += 1;
  const conversationId = `c${conversations}`;
  const channelId = 'directline';
  person = new Conversation(bot, { id: conversationId, locale: 'en', channelId });
  await person.say('hello');
  const { serviceUrl } = bot;
  const place = { channelId, conversationId, userId: `person-${person.id}`, serviceUrl };
  caseId = await openCase(bot.storage, place, new Date(now));
});

async function pass(ms: number): Promise<readonly StoredActivity[]> {
  now += ms;
  await bot.machinery.letTimePass();
  return person.settle();
}

const events = async () => (await bot.storage.cases.events(caseId, 2, 99)).map(({ event }) => event['type']);
const told = (replies: readonly StoredActivity[]) =>
  replies.map(({ channelData }) => (channelData as { trustdesk?: { event?: string } })?.trustdesk?.event);

test('the running bot reminds a silent agent, then takes the case back and tells the person', async () => {
  const close = bot.machinery.presence.connected(ada.id);
  await bot.machinery.handoff.act(caseId, { type: 'claim', agent: ada });
  await person.settle();
  expect(await pass(2 * minute)).toEqual([]);
  expect(await events()).toEqual(['claimed', 'reminded']);
  expect(told(await pass(3 * minute))).toEqual(['released']);
  expect(await events()).toEqual(['claimed', 'reminded', 'released']);
  close();
});

test('it takes the case back from an agent whose desk is closed, though they had answered', async () => {
  const close = bot.machinery.presence.connected(ada.id);
  await bot.machinery.handoff.act(caseId, { type: 'claim', agent: ada });
  await bot.machinery.handoff.act(
    caseId,
    { type: 'speak', agent: ada, holding: 1, messageId: 'm1' },
    { text: 'One moment.' },
  );
  await person.settle();
  expect(await pass(60 * minute)).toEqual([]);
  close();
  expect(await pass(minute)).toEqual([]);
  expect(told(await pass(minute))).toEqual(['released']);
  expect(await bot.storage.cases.read(caseId)).toMatchObject({ status: 'queued', queue: 'support' });
});

test('when an agent’s desk was last seen open is kept', async () => {
  const email = 'ada@contoso.com';
  await bot.storage.agents.add({
    ...{ id: ada.id, email, name: ada.name, role: 'agent', locale: 'en', passwordHash: null, oidc: null },
    ...{ disabled: false, createdAt: new Date(now).toISOString(), lastSeenAt: null },
  });
  bot.machinery.presence.connected(ada.id)();
  await until('the instant', async () => {
    const agent = await bot.storage.agents.read(ada.id);
    return agent?.lastSeenAt === new Date(now).toISOString();
  });
});
