import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/base/json.js';
import { makeDynamicsDoor } from '../../../../src/handoff/hubs/dynamics365/dynamicsDoor.js';
import { makeDynamicsHub } from '../../../../src/handoff/hubs/dynamics365/dynamicsHub.js';
import { until } from '../../../bot/until.js';
import { HubBot } from '../hubBot.js';

let bot: HubBot;

beforeEach(async () => {
  bot = await HubBot.start('dynamics365', (parts) => ({
    hub: makeDynamicsHub(parts),
    door: makeDynamicsDoor(parts),
  }));
});
afterEach(() => bot.close());

interface Tagged {
  readonly tags?: string;
  readonly deliveryMode?: string;
}

const dataOf = (activity: JsonObject | undefined) => (activity?.['channelData'] ?? {}) as Tagged;
const tagsOf = (activity: JsonObject | undefined) =>
  JSON.parse(dataOf(activity).tags ?? '{}') as { type?: string; context?: Record<string, unknown> };
const escalations = () => bot.posted.filter((activity) => tagsOf(activity).type === 'Escalate');
const escalated = () => until('the escalation', () => escalations().length > 0);
const say = (text: string, more: JsonObject = {}) => bot.say(text, more, 'omnichannel');

test('what the bot says is bridged to the person, in that channel alone', async () => {
  await bot.talk('hello', 'omnichannel');
  await bot.talk('hello', 'test', 'c2');
  expect(bot.posted.map(dataOf)).toEqual([{ deliveryMode: 'bridged' }, {}]);
});

test('so is the apology for a message that could not be worked on', async () => {
  await bot.talk('break', 'omnichannel');
  expect([bot.texts, bot.posted.map(dataOf)]).toEqual([['sorry'], [{ deliveryMode: 'bridged' }]]);
});

test('a request escalates with a summary for the agent alone and plain context values', async () => {
  await bot.talk('first words', 'omnichannel');
  await bot.talk('human', 'omnichannel');
  await escalated();
  const [escalation] = escalations();
  expect(escalation).toMatchObject({ type: 'message', text: 'Error\nHost: mail.contoso.com\nnew' });
  expect(dataOf(escalation).deliveryMode).toBeUndefined();
  expect(typeof dataOf(escalation).tags).toBe('string');
  const { context = {} } = tagsOf(escalation);
  expect(context).toMatchObject({
    ...{ va_Scope: 'bot', va_Language: 'fr', va_LastPhrases: 'human', va_BotId: 'bot' },
    ...{ va_Phrases: 'first words\nhuman', TrustDeskReference: 'TD-case-1', TrustDeskReason: 'asked' },
  });
  for (const value of Object.values(context)) expect(typeof value).toMatch(/^(string|number)$/);
  expect(bot.posted.at(-1)).toBe(escalation);
  await bot.becomes('claimed');
});

describe('after the escalation', () => {
  beforeEach(async () => {
    await bot.talk('human', 'omnichannel');
    await bot.becomes('claimed');
    await bot.rest();
  });

  test('the bot is silent, and says nothing of who has it', async () => {
    const before = bot.posted.length;
    await say('words on their way');
    await bot.rest();
    expect(bot.posted).toHaveLength(before);
  });

  test('a conversation that comes back is the bot’s again', async () => {
    bot.pass(60_000);
    await say('are you there?');
    await bot.becomes('resolved');
    await until('an answer', () => bot.texts.includes('bot: are you there?'));
    expect(bot.texts.filter((text) => text === 'bot: are you there?')).toHaveLength(1);
    await bot.rest();
    expect(await bot.events()).toEqual(['claimed', 'resolved']);
  });

  test('its end there is its end here', async () => {
    await say('', { type: 'endOfConversation' });
    await bot.becomes('resolved');
  });
});

test('when the person is done with the bot, Dynamics 365 is told to end it', async () => {
  await bot.say('stop', {}, 'omnichannel');
  await until('the end', () => bot.posted.length === 2);
  const [goodbye, end] = bot.posted;
  expect(dataOf(goodbye)).toEqual({ deliveryMode: 'bridged' });
  expect(tagsOf(end)).toEqual({ type: 'EndConversation', context: {} });
  expect(dataOf(end).deliveryMode).toBeUndefined();
});

test('a conversation of another channel cannot go there: the person gets the bot back', async () => {
  await bot.say('human');
  await bot.becomes('failed');
  expect(escalations()).toEqual([]);
});

test('a channel that fails for a while gets it once', async () => {
  // The bot's reply is taken.
  bot.connector.refusals.push({ status: 200 }, { status: 503 }, { status: 504 });
  await say('human');
  await bot.becomes('claimed');
  expect(escalations()).toHaveLength(1);
});
