import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject, JsonValue } from '../../../../src/base/json.js';
import { makeBotFrameworkDoor } from '../../../../src/handoff/hubs/botFramework/botFrameworkDoor.js';
import { makeBotFrameworkHub } from '../../../../src/handoff/hubs/botFramework/botFrameworkHub.js';
import { ownServiceUrl } from '../../../bot/testMachinery.js';
import { until } from '../../../bot/until.js';
import { HubBot } from '../hubBot.js';

let bot: HubBot;

beforeEach(async () => {
  bot = await HubBot.start('bot-framework', (parts) => ({
    hub: makeBotFrameworkHub(parts),
    door: makeBotFrameworkDoor({ ...parts, cases: parts.storage.cases }),
  }));
});
afterEach(() => bot.close());

const initiations = () => bot.posted.filter(({ name }) => name === 'handoff.initiate');

async function initiated(): Promise<JsonObject> {
  await until('handoff.initiate', () => initiations().length > 0);
  return initiations()[0] ?? {};
}

/** As the hub's channel brings it: from whomever the channel makes of it. */
async function status(value: JsonValue, conversationId = 'c1'): Promise<void> {
  const more = { type: 'event', name: 'handoff.status', value, from: { id: 'hub', name: 'Contoso desk' } };
  await bot.say('', more, 'test', conversationId);
  await bot.rest();
}

const caseId = 'case-1';

test('a conversation is passed on behind the bot’s last words, with what was said before', async () => {
  bot.connector.refusals.push({ status: 503 });
  await bot.say('hello');
  await bot.say('human');
  const event = await initiated();
  expect(bot.posted.at(-1)).toBe(event);
  expect(bot.texts).toEqual(['bot: hello', 'bot: human']);
  expect(event).toMatchObject({
    ...{ type: 'event', name: 'handoff.initiate', conversation: { id: 'c1' } },
    value: { caseId, reference: 'TD-case-1', locale: 'fr', summary: 'Error\nHost: mail.contoso.com\nnew' },
  });
  const [transcript] = event['attachments'] as unknown as readonly {
    readonly contentType: string;
    readonly name: string;
    readonly content: { readonly activities: readonly JsonObject[] };
  }[];
  expect(transcript).toMatchObject({ contentType: 'application/json', name: 'Transcript' });
  expect(transcript?.content.activities.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['hello', 'bot: hello', 'human']),
  );
});

test('a failing channel gets it once it is back', async () => {
  bot.connector.refusals.push({ status: 200 }, { status: 502 }, { status: 429 });
  await bot.say('human');
  await initiated();
  expect(initiations()).toHaveLength(1);
  expect(await bot.events()).toEqual([]);
});

test('a channel that refuses it gives the person the bot back', async () => {
  // The bot's reply is taken.
  bot.connector.refusals.push({ status: 200 }, { status: 403 });
  await bot.say('human');
  await bot.becomes('failed');
  await until('the news', () => bot.texts.includes('told failed'));
});

test('in the web chat, where no hub can be, the person gets the bot back at once', async () => {
  await bot.say('human', { serviceUrl: ownServiceUrl });
  await bot.becomes('failed');
});

describe('the hub', () => {
  beforeEach(async () => {
    await bot.talk('human');
    await initiated();
  });

  test('accepts, speaks with the person without the bot, and completes', async () => {
    await bot.talk('still here?');
    await status({ state: 'accepted', caseId });
    await bot.becomes('claimed');
    const claimed = await bot.storage.cases.read(caseId);
    expect(claimed?.state['agent']).toEqual({ id: 'bot-framework:hub', name: 'Assistance' });
    const before = bot.texts.length;
    await bot.say('now to the human');
    await bot.rest();
    expect(bot.texts).toHaveLength(before);
    await status({ state: 'completed', caseId });
    await bot.becomes('resolved');
    await until('the news', () => bot.texts.includes('told resolved'));
    await bot.talk('the bot again');
    expect(bot.texts.at(-1)).toBe('bot: the bot again');
    expect(await bot.events()).toEqual(['claimed', 'resolved']);
  });

  test('is known by the conversation when it gives no id back', async () => {
    await status({ state: 'accepted' });
    await bot.becomes('claimed');
    await status({ state: 'completed', message: 'left the chat' });
    await bot.becomes('resolved');
    expect(await bot.events()).toEqual(['claimed', 'noted', 'resolved']);
  });

  test('fails, and the person gets the bot back', async () => {
    await status({ state: 'failed', caseId, message: 'no agents' });
    await bot.becomes('failed');
    await until('the news', () => bot.texts.includes('told failed'));
    const [last] = (await bot.storage.cases.events(caseId, 2, 9)).slice(-1);
    expect(last?.event).toMatchObject({ type: 'failed', error: 'no agents' });
  });

  test('may repeat itself and mix up the order', async () => {
    await status({ state: 'completed', caseId });
    await status({ state: 'accepted', caseId });
    await status({ state: 'completed', caseId });
    await status({ state: 'failed', caseId });
    expect(await bot.events()).toEqual(['claimed', 'resolved']);
    await until('the news', () => bot.texts.includes('told resolved'));
    expect(bot.texts.filter((text) => String(text).startsWith('told'))).toEqual(['told resolved']);
  });

  test.each<[string, JsonValue]>([
    ['an unknown state', { state: 'typing' }],
    ['no state', {}],
    ['a state that is no text', { state: { accepted: true } }],
    ['garbage', 'accepted'],
    ['nothing', null],
    ['a list', ['accepted']],
    ['an id that is none of ours', { state: 'accepted', caseId: 'case-9' }],
  ])('is heard and ignored when it says %s', async (_, value) => {
    await status(value);
    expect(await bot.events()).toEqual([]);
    expect(bot.warnings).toEqual(['A handoff status was ignored.']);
    await bot.talk('still the bot');
  });

  test('cannot touch another conversation’s case', async () => {
    await status({ state: 'failed', caseId }, 'c2');
    await status({ state: 'completed', caseId }, 'c2');
    expect(await bot.events()).toEqual([]);
  });
});
