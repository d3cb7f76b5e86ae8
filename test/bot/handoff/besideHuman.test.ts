import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/base/json.js';
import type { OutsideCommand } from '../../../src/handoff/handoff.js';
import type { AgentMessage } from '../../../src/handoff/handoffEvent.js';
import type { StoredActivity } from '../../../src/storage/storage.js';
import { type BotUnderTest, Conversation, startBot } from '../../conversations/conversation.js';
import { standingOf } from '../../handoff/caseFixtures.js';
import { until } from '../until.js';
import { ada, ben, openCase } from './openCase.js';

const error = 'Could not establish trust relationship for the SSL/TLS secure channel';
let bot: BotUnderTest;
let person: Conversation;
let caseId: string;
let conversations = 0;
/** Looks wait for this. */
let looks: Promise<void> = Promise.resolve();

beforeAll(async () => {
  bot = await startBot({
    now: { now: () => new Date() },
    resolve: async (host) => {
      throw Object.assign(new Error(`no ${host} here`), { code: 'ENOTFOUND' });
    },
    lookBy: (look) => async (request, onStep, signal) => {
      await looks;
      return look(request, onStep, signal);
    },
  });
});
afterAll(() => bot.close());

/** A conversation whose error the bot knows, with a case. */
async function begin(channelId = 'directline'): Promise<void> {
  conversations += 1;
  person = new Conversation(bot, { id: `c${conversations}`, locale: 'en', channelId });
  await person.say(error);
  const { serviceUrl } = bot;
  const userId = `person-${person.id}`;
  caseId = await openCase(bot.storage, { channelId, conversationId: person.id, userId, serviceUrl });
}

async function act(command: OutsideCommand, message?: AgentMessage): Promise<readonly StoredActivity[]> {
  const result = await bot.machinery.handoff.act(caseId, command, message);
  if (!result.ok) throw new Error(result.refusal);
  return person.settle();
}

const claim = () => act({ type: 'claim', agent: ada });
const speak = (messageId: string, text: string, holding = 1) =>
  act({ type: 'speak', agent: ada, holding, messageId }, { text });
const events = async () =>
  (await bot.storage.cases.events(caseId, 2, 100)).map(({ event }) => event as JsonObject);
const types = async () => (await events()).map(({ type }) => type);
const markOf = (activity: StoredActivity | undefined) =>
  (activity?.['channelData'] as { trustdesk?: JsonObject } | undefined)?.trustdesk;

describe('while a human has the conversation, the bot says nothing to', () => {
  test.each<[string, JsonObject]>([
    ['a greeting', { type: 'message', text: 'hello' }],
    ['a pasted error', { type: 'message', text: 'The remote name could not be resolved' }],
    ['an address', { type: 'message', text: 'https://mail.contoso.com/EWS/Exchange.asmx' }],
    ['a command', { type: 'message', text: 'start over' }],
    [
      'a message of files alone',
      { type: 'message', attachments: [{ contentType: 'image/png', name: 'a.png' }] },
    ],
  ])('%s, and the agent’s time to answer begins', async (_what, activity) => {
    await begin();
    await claim();
    expect(await person.send(activity)).toEqual([]);
    expect(await types()).toEqual(['claimed', 'person-spoke']);
  });

  test.each<[string, JsonObject]>([
    ['a pressed button', { type: 'message', value: { trustdesk: { command: 'restart' } } }],
    ['a language switch', { type: 'event', name: 'trustdesk/locale', value: 'fr' }],
    ['a return to the page', { type: 'event', name: 'trustdesk/returned' }],
    ['somebody who joins', { type: 'conversationUpdate', membersAdded: [{ id: 'trustdesk' }] }],
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
  ])('%s', async (_what, activity) => {
    await begin();
    await claim();
    const place = await person.place();
    expect(await person.send(activity)).toEqual([]);
    expect(await types()).toEqual(['claimed']);
    expect(await person.place()).toEqual(place);
  });

  test('a message that came before the claim and is read after it', async () => {
    await begin();
    const claimed = bot.machinery.handoff.act(caseId, { type: 'claim', agent: ada });
    await person.post({ type: 'message', text: 'help' });
    await claimed;
    const replies = await person.settle();
    const notices = replies.filter((reply) => markOf(reply)?.['kind'] === 'handoff-notice');
    // Either it was answered before the claim was told, or by nobody but the human.
    expect(replies.indexOf(notices[0] ?? {})).toBe(replies.length - 1);
  });
});

test('a refused file is told all the same, since nobody else knows of it', async () => {
  await begin();
  await claim();
  const [told] = await person.isRefused('file-too-large', 'log.txt');
  expect(told?.['text']).toContain('log.txt');
  expect(markOf(told)).toEqual({ kind: 'upload-refused', code: 'file-too-large' });
});

test('who waits goes on with the bot, and the agent will know that they spoke', async () => {
  await begin();
  expect(await person.say('help')).not.toEqual([]);
  expect(await types()).toEqual(['person-spoke']);
});

test('the language of a switch holds for what the house says next', async () => {
  await begin();
  await claim();
  await person.send({ type: 'event', name: 'trustdesk/locale', value: 'fr' });
  const [told] = await act({ type: 'transfer', agent: ada, holding: 1, to: ben, standing: standingOf() });
  expect(told?.['text']).toContain('prend le relais');
});

describe('a look that ends after the claim', () => {
  test('is a note for the agent, whole, and the tree knows it', async () => {
    const { promise: claimed, resolve: finish } = Promise.withResolvers<void>();
    looks = claimed;
    await begin();
    const steps: StoredActivity[] = [];
    bot.feed.subscribe(person.key, { entries: () => {}, ephemeral: (step) => steps.push(step) });
    await person.post({ type: 'message', text: 'https://mail.contoso.com/EWS/Exchange.asmx' });
    await until('the look', async () => (await bot.storage.pendingProbeJobs()).length === 1);
    await bot.machinery.handoff.act(caseId, { type: 'claim', agent: ada });
    finish();
    const replies = await person.settle();
    expect(replies.map((reply) => markOf(reply)?.['kind'])).toEqual([undefined, 'handoff-notice']);
    const notes = (await events()).filter(({ type }) => type === 'bot-noted');
    expect(notes).toHaveLength(1);
    expect(steps).toEqual([]);
    expect(String(notes[0]?.['text'])).toContain('mail.contoso.com');
    await person.send({ type: 'message', text: 'Back to the bot' });
    const summary = JSON.stringify(await person.say('summary'));
    expect(summary).toContain('mail.contoso.com');
  });
});

describe('the end by the person', () => {
  test.each<[string, JsonObject]>([
    ['by the button', { type: 'message', value: { trustdesk: { command: 'leave-human' } } }],
    ['by taking the request back', { type: 'message', value: { trustdesk: { handoff: 'cancel' } } }],
    ['by its words', { type: 'message', text: ' back to the BOT ' }],
    ['by its words in the other language', { type: 'message', text: 'Revenir au bot' }],
  ])('%s, and the bot answers again', async (_how, activity) => {
    await begin();
    await claim();
    expect(await person.send(activity)).not.toEqual([]);
    expect((await events()).at(-1)).toMatchObject({ type: 'cancelled', reason: 'by-person' });
    expect(await person.say('help')).not.toEqual([]);
  });

  test('not by words that hold it', async () => {
    await begin();
    await claim();
    expect(await person.say('Do I have to go back to the bot?')).toEqual([]);
    expect(await types()).toEqual(['claimed', 'person-spoke']);
  });

  test.each<[string, JsonObject]>([
    ['ends the conversation', { type: 'endOfConversation' }],
    ['is taken out of it', { type: 'conversationUpdate', membersRemoved: [{ id: 'the person' }] }],
  ])('who %s', async (_how, activity) => {
    await begin();
    await claim();
    const own = JSON.parse(JSON.stringify(activity).replace('the person', `person-${person.id}`));
    expect(await person.send(own)).toEqual([]);
    expect((await events()).at(-1)).toMatchObject({ type: 'cancelled', reason: 'person-left' });
  });

  test('not when somebody else goes', async () => {
    await begin();
    await claim();
    await person.send({ type: 'conversationUpdate', membersRemoved: [{ id: 'somebody' }] });
    expect(await types()).toEqual(['claimed']);
  });
});

test('what was said before a human ended it is theirs, though the bot comes to it afterwards', async () => {
  await begin();
  await claim();
  const { identity, conversationReference } = (await bot.storage.cases.read(caseId)) ?? {};
  const { user, bot: recipient, ...place } = conversationReference ?? {};
  if (identity === undefined) throw new Error('no case');
  for (const text of ['thanks, and then?', 'Back to the bot']) {
    await bot.storage.accept({
      activity: { ...place, type: 'message', text, from: user ?? {}, recipient: recipient ?? {} },
      ...{ conversation: person.key, identity, dedupeKey: text, direction: 'in', mode: 'queued' },
      receivedAt: new Date().toISOString(),
    });
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
  const told = await act({
    ...{ type: 'resolve', agent: ada, holding: 1, solved: true, cause: 'other', text: 'Renewed it.' },
  });
  expect(String(told[0]?.['text'])).toContain('Renewed it.');
  expect((await events()).at(-1)).toMatchObject({ type: 'resolved' });
  expect(await person.say('help')).not.toEqual([]);
});

describe('what the person is told', () => {
  test('who has the conversation, with the way out', async () => {
    await begin();
    const [told] = await claim();
    expect(told?.['text']).toContain('**Ada \\*Ng\\***');
    expect(markOf(told)).toEqual({ kind: 'handoff-notice', event: 'claimed', agent: 'Ada *Ng*' });
    expect(JSON.stringify(told?.['attachments'])).toContain('leave-human');
  });

  test('in one order: notices, agents’ words, and the bot after the end', async () => {
    await begin();
    const acts: [OutsideCommand, AgentMessage?][] = [
      [{ type: 'claim', agent: ada }],
      [{ type: 'speak', agent: ada, holding: 1, messageId: 'm1' }, { text: 'one' }],
      [{ type: 'transfer', agent: ada, holding: 1, to: ben, standing: standingOf() }],
      [{ type: 'speak', agent: ben, holding: 2, messageId: 'm2' }, { text: 'two' }],
      [{ type: 'release', agent: ben, holding: 2, reason: 'by-agent', standing: standingOf() }],
      [{ type: 'claim', agent: ada }],
      [{ type: 'speak', agent: ada, holding: 4, messageId: 'm3' }, { text: 'three' }],
      [{ type: 'resolve', agent: ada, holding: 4, solved: true, cause: 'other', text: null }],
    ];
    for (const [command, message] of acts) await bot.machinery.handoff.act(caseId, command, message);
    const told = await person.settle();
    const shown = told.map((reply) => {
      const mark = markOf(reply);
      return mark?.['event'] ?? mark?.['messageId'] ?? 'bot';
    });
    expect(shown.slice(0, 7)).toEqual(['claimed', 'm1', 'transferred', 'm2', 'released', 'claimed', 'm3']);
    expect(shown.slice(7)).not.toEqual([]);
  });

  test('an agent’s message as it was written, once however often it is sent', async () => {
    await begin();
    await claim();
    const text = '# not a heading\n<b>*plain*</b> https://contoso.com';
    const [first] = await speak('m1', text);
    expect(first).toMatchObject({ text, textFormat: 'plain' });
    expect(markOf(first)).toEqual({ kind: 'agent-message', agent: 'Ada *Ng*', messageId: 'm1' });
    expect(await speak('m1', text)).toEqual([]);
    const [second] = await speak('m2', text);
    expect(markOf(second)).toMatchObject({ messageId: 'm2' });
  });

  test('an agent’s message under their name where the channel shows none', async () => {
    await begin('msteams');
    await claim();
    const [told] = await speak('m1', 'see *this*\n- and that');
    expect(told).toMatchObject({
      text: '**Ada \\*Ng\\*:** see \\*this\\*  \n\\- and that',
      textFormat: 'markdown',
    });
  });
});
