import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { attachmentPath } from '../../../../src/base/attachmentUrl.js';
import type { JsonObject, JsonValue } from '../../../../src/base/json.js';
import { makeTeamsDoor } from '../../../../src/handoff/hubs/teams/teamsDoor.js';
import { makeTeamsHub } from '../../../../src/handoff/hubs/teams/teamsHub.js';
import type { HeldResponse } from '../../../../src/storage/storage.js';
import { shippedTexts } from '../../../answers/shippedTexts.js';
import { ownServiceUrl, said } from '../../../bot/testMachinery.js';
import { until } from '../../../bot/until.js';
import { HubBot, summary } from '../hubBot.js';

const channel = '19:agents@thread.tacv2';
const anna = { id: '29:a', aadObjectId: '00000000-0000-0000-0000-00000000000a', name: 'Anna' };
const minh = { id: '29:m', aadObjectId: '00000000-0000-0000-0000-00000000000B', name: 'Minh' };

let bot: HubBot;

beforeEach(async () => {
  bot = await HubBot.start('teams', (parts) => {
    const services = {
      ...{ channel, cases: parts.storage.cases, summarize: async () => summary },
      texts: () => shippedTexts().in('en'),
      fileLink: (_: string, fileId: string) => `https://trustdesk.contoso.com/files?link=${fileId}`,
      queueName: (queue: string) => queue,
      causes: () => [
        { code: 'expired', name: 'Expired' },
        { code: 'other', name: 'Other' },
      ],
    };
    const identity = { claims: [], audience: 'https://api.botframework.com', callerId: null };
    const { wire, serviceUrl, actions } = parts;
    return {
      hub: makeTeamsHub({ ...services, wire, identity, serviceUrl }),
      door: makeTeamsDoor({ ...services, actions }),
    };
  });
});
afterEach(() => bot.close());

/** Posts to the channel's service, in order: method, the conversation's path, the activity. */
const inChannel = () => bot.connector.posted.filter(({ path }) => decodeURIComponent(path).includes(channel));
const cards = () => inChannel().filter(({ activity }) => activity['attachments'] !== undefined);
const lines = () =>
  inChannel().flatMap(({ activity }) => (activity['text'] === undefined ? [] : [activity['text']]));
const cardText = (at: number) => JSON.stringify(cards().at(at)?.activity['attachments'] ?? null);
const thread = () => `${channel};messageid=${cards()[0]?.id}`;

let presses = 0;

function mention(text: string, from: JsonObject = anna, more: JsonObject = {}): Promise<void> {
  const entities = [
    { type: 'mention', text: '<at>TrustDesk</at>', mentioned: { id: 'bot', name: 'TrustDesk' } },
  ];
  const html = { contentType: 'text/html', content: '<p>…</p>' };
  return bot.say(
    `<at>TrustDesk</at> ${text}`,
    { from, entities, attachments: [html], ...more },
    'msteams',
    thread(),
  );
}

async function press(verb: string, from: JsonObject = anna, fields: JsonObject = {}): Promise<JsonObject> {
  presses += 1;
  const data = { trustdesk: { hub: verb, caseId: 'case-1' }, ...fields };
  const value = { action: { type: 'Action.Execute', verb: `trustdesk/${verb}`, data }, trigger: 'manual' };
  const more = { name: 'adaptiveCard/action', value: value as JsonValue, from };
  const entry = said(bot.connector.serviceUrl, {
    ...{ mode: 'invoke', channelId: 'msteams', conversationId: thread(), id: `press-${presses}` },
    more,
  });
  const { response } = await bot.machinery.runTurn({ ...entry, conversation: `msteams/${thread()}` });
  const held = (await response) as HeldResponse;
  expect(held.status).toBe(200);
  return held.body as JsonObject;
}

async function asked(): Promise<void> {
  await bot.talk('human');
  await until('the card', async () => (await bot.storage.cases.threadOf('teams', 'case-1')) !== null);
}

describe('a case', () => {
  beforeEach(asked);

  test('comes as a thread that begins with its card', () => {
    const [first] = inChannel();
    expect(first?.method).toBe('POST');
    expect(decodeURIComponent(first?.path ?? '')).toBe(`/v3/conversations/${channel}/activities`);
    expect(cardText(0)).toContain('mail.contoso.com');
    expect(cardText(0)).toContain('Chi');
    const [attachment] = (first?.activity['attachments'] ?? []) as readonly JsonObject[];
    expect(attachment).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        version: '1.5',
        actions: [
          {
            ...{
              type: 'Action.Execute',
              title: 'Take it',
              data: { trustdesk: { hub: 'claim', caseId: 'case-1' } },
            },
            fallback: { type: 'Action.Submit', data: { trustdesk: { hub: 'claim', caseId: 'case-1' } } },
          },
        ],
      },
    });
  });

  test('is claimed on the card, which changes for everybody', async () => {
    const answer = await press('claim');
    expect(answer).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' });
    expect(JSON.stringify(answer['value'])).toContain('Anna has it');
    await until('the new card', () => cards().length === 2);
    expect(cards()[1]).toMatchObject({ method: 'PUT' });
    expect(decodeURIComponent(cards()[1]?.path ?? '')).toContain(`/activities/${cards()[0]?.id}`);
    expect(cardText(1)).toContain('Anna has it');
    await until('the news', () => bot.texts.includes('told claimed'));
  });

  test('is taken by whoever presses first', async () => {
    await press('claim');
    const answer = await press('claim', minh);
    expect(answer).toMatchObject({
      ...{ statusCode: 200, type: 'application/vnd.microsoft.activity.message' },
      value: 'Somebody else has taken this case already.',
    });
    expect(await bot.events()).toEqual(['claimed']);
  });

  test('passes the person’s words to the thread and the agent’s to the person', async () => {
    await press('claim');
    await bot.say('is it *broken*?');
    await until('the words', () => lines().includes('Chi: is it *broken*?'));
    await mention('send me the <b>log</b>');
    await bot.rest();
    const events = await bot.storage.cases.events('case-1', 0, 20);
    const [answer] = events.filter(({ event }) => event['type'] === 'agent-spoke');
    expect(answer?.event).toMatchObject({ by: { agent: { name: 'Anna' } } });
    const log = await bot.storage.readLog('test/c1', 0, 50);
    const spoken = log.map(({ activity }) => (activity['value'] as { message?: JsonObject | null })?.message);
    expect(spoken.filter((message) => message)).toEqual([{ text: 'send me the <b>log</b>' }]);
    // The bot itself answers nobody there, and its own words are not repeated there.
    expect(lines()).toEqual(['Chi: is it *broken*?']);
  });

  test('is taken by whoever answers it first', async () => {
    await mention('hello', minh);
    await bot.becomes('claimed');
    await bot.rest();
    expect(await bot.events()).toEqual(['claimed', 'agent-spoke']);
    await mention('me too', anna);
    await until('the refusal', () => lines().some((line) => String(line).includes('not passed on')));
    expect(await bot.events()).toEqual(['claimed', 'agent-spoke']);
  });

  test('an answer that Teams brings twice reaches the person once', async () => {
    await mention('hello', anna, { id: 'm-1' });
    await mention('hello', anna, { id: 'm-1' });
    await bot.rest();
    expect(await bot.events()).toEqual(['claimed', 'agent-spoke']);
  });

  test('is closed with a cause and a last word', async () => {
    await press('claim');
    const answer = await press('resolve', anna, { cause: 'expired', text: 'renewed' });
    expect(JSON.stringify(answer['value'])).toContain('Closed');
    expect((answer['value'] as JsonObject)['actions']).toEqual([]);
    const events = await bot.storage.cases.events('case-1', 0, 20);
    expect(events.at(-1)?.event).toMatchObject({
      type: 'resolved',
      solved: true,
      cause: 'expired',
      text: 'renewed',
    });
    await mention('one more thing');
    await until('the refusal', () => lines().some((line) => String(line).includes('has ended')));
  });

  test('is handed back unsolved, whatever cause a client makes up', async () => {
    await press('claim');
    await press('unsolved', anna, { cause: '<script>' });
    const events = await bot.storage.cases.events('case-1', 0, 20);
    expect(events.at(-1)?.event).toMatchObject({
      type: 'resolved',
      solved: false,
      cause: 'other',
      text: null,
    });
  });

  test('goes back to its queue, and the card offers it again', async () => {
    await press('claim');
    expect(JSON.stringify(await press('release'))).toContain('Take it');
    await bot.becomes('queued');
  });

  test('pressed in an older client comes as a message', async () => {
    await bot.say(
      '',
      { from: anna, value: { trustdesk: { hub: 'claim', caseId: 'case-1' } } },
      'msteams',
      thread(),
    );
    await bot.becomes('claimed');
    await bot.say(
      '',
      { from: minh, value: { trustdesk: { hub: 'release', caseId: 'case-1' } } },
      'msteams',
      thread(),
    );
    await until('the refusal', () => lines().length > 0);
    expect(await bot.events()).toEqual(['claimed']);
  });

  test('that the person ends is said in the thread', async () => {
    await bot.handoff.act('case-1', { type: 'cancel', reason: 'person-left' });
    await until('the notice', () => lines().includes('The person has left the conversation.'));
    expect(cardText(-1)).toContain('Ended by the person');
  });

  test('is touched by nobody whom Teams does not know', async () => {
    const stranger = { id: '28:app', name: 'Anna' };
    expect(await press('claim', stranger)).toMatchObject({
      type: 'application/vnd.microsoft.activity.message',
    });
    await mention('hello', stranger);
    await until('the refusal', () => lines().length > 0);
    expect(await bot.events()).toEqual([]);
  });

  test('shows the person’s files as links, and those of other channels by name', async () => {
    const attachments = [
      { contentType: 'application/octet-stream', contentUrl: attachmentPath('f1'), name: 'error.png' },
      { contentType: 'image/png', contentUrl: 'https://channel.contoso.com/2', name: 'other.png' },
    ];
    await bot.say('see', { attachments });
    await until('the words', () => lines().length > 0);
    const [line = ''] = lines().map(String);
    expect(line.split('\n')).toEqual([
      'Chi: see',
      '[file: error.png] https://trustdesk.contoso.com/files?link=f1',
      expect.stringContaining('other.png'),
    ]);
  });

  test('passes no files on, and says so', async () => {
    await mention('', anna, {
      attachments: [{ contentType: 'image/png', contentUrl: 'https://x.invalid/a.png' }],
    });
    await until('the sentence', () => lines().includes('Only text is passed on, no pictures or files.'));
    expect(await bot.events()).toEqual([]);
  });
});

test('outside the threads of cases the bot only says how it works there', async () => {
  await bot.say('human', { from: anna }, 'msteams', `${channel};messageid=77`);
  await until('the sentence', () => lines().length > 0);
  expect(await bot.storage.cases.list({ limit: 9 })).toEqual([]);
});

test('other channels and chats of Teams are the bot’s as ever', async () => {
  await bot.talk('hello', 'msteams', '19:other@thread.tacv2;messageid=1');
  await bot.talk('hello', 'msteams', 'a:chat');
  expect(bot.texts).toEqual(['bot: hello', 'bot: hello']);
});

test('a channel that fails for a while gets every post once and in order', async () => {
  await asked();
  await press('claim');
  await until('the new card', () => cards().length === 2);
  await bot.rest();
  const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
  for (const text of words) await bot.say(text);
  bot.connector.refusals.push({ status: 429, headers: { 'Retry-After': '0' } }, { status: 502 });
  await until('the words', () => lines().length === words.length, 8_000);
  expect(lines()).toEqual(words.map((text) => `Chi: ${text}`));
}, 20_000);

test('a channel that does not take the bot gives the person the bot back', async () => {
  bot.connector.refusals.push({ status: 403 });
  // Of whom nothing else goes through the connector.
  await bot.say('human', { serviceUrl: ownServiceUrl });
  await bot.becomes('failed');
});
