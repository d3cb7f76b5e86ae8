import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { layOver } from '../../src/app/own/layOver.js';
import type { JsonObject } from '../../src/base/json.js';
import { ownFiles, vpnArticle } from '../app/own/ownFolder.js';
import { type BotUnderTest, Conversation, startBot } from './conversation.js';

const shipped = readShippedKnowledge();
const error = 'The Contoso tunnel contoso-vpn could not be opened today';

/** An article whose first question has these choices, each leading to an end that says `went TITLE`. */
function deployed({
  question = 'What is on?',
  first = 'ask',
  choices = ['Cable', 'Power'],
  moved = '',
  before = 0,
}) {
  const article = vpnArticle();
  const keys = choices.map((title) => title.toLowerCase());
  const intro = Array.from(
    { length: before },
    (_, index) =>
      `  intro${index}: { kind: message, text: intro, next: ${index + 1 < before ? `intro${index + 1}` : first} }\n`,
  );
  const tree = `id: contoso-vpn
owner: helpdesk@contoso.com
reviewed: 2026-11-01
languages: [en]
families: [contoso-vpn]
start: ${before > 0 ? 'intro0' : first}
dontKnow: ${first}
${moved}nodes:
${intro.join('')}  ${first}:
    kind: prompt
    input: choice
    text: question
    choices: [${keys.map((key, index) => `{ id: choice-${index}, text: ${key}, goto: end-${key} }`).join(', ')}]
${keys.map((key) => `  end-${key}: { kind: end, text: went-${key} }\n`).join('')}`;
  const texts = Object.fromEntries(
    choices.flatMap((title) => [
      [title.toLowerCase(), title],
      [`went-${title.toLowerCase()}`, `went ${title}`],
    ]),
  );
  return layOver(
    shipped,
    ownFiles({
      ...article,
      'dialogs/contoso-vpn.yaml': tree,
      'locales/en/trees/contoso-vpn.json': JSON.stringify({ question, intro: 'Before that.', ...texts }),
    }),
  ).files;
}

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot({ files: deployed({}) });
});
afterEach(() => bot.close());

async function texts(said: Promise<readonly JsonObject[]>): Promise<readonly string[]> {
  return (await said).map((activity) => String(activity['text']));
}

function press(tree: string, node: string, choice: string) {
  return { type: 'message', value: { trustdesk: { tree, node, choice } } };
}

/** The dialog id that the conversation is on. */
async function versionOf(conversation: Conversation): Promise<string> {
  const state = await bot.storage.readState([`${conversation.channelId}/conversations/${conversation.id}/`]);
  const dialogs = [...state.values()][0]?.['dialogs'] as { dialogStack: { id: string }[] } | undefined;
  return dialogs?.dialogStack[0]?.id ?? '';
}

describe('a tree that is exchanged in mid-conversation', () => {
  const changes = {
    'the same number of steps': { question: 'What is off?', choices: ['Power', 'Cable'] },
    'more steps': { question: 'What is off?', choices: ['Light', 'Power', 'Cable'], before: 2 },
    'fewer choices': { question: 'What is off?', choices: ['Light'] },
    'renamed nodes': {
      question: 'What is off?',
      first: 'ask-again',
      choices: ['Power', 'Cable'],
      moved: 'moved: { ask: ask-again }\n',
    },
  };

  test.each(Object.entries(changes))(
    '%s: an answer stays with the question it was given to',
    async (_what, change) => {
      const typed = new Conversation(bot, { id: 'typed', locale: 'en' });
      const titled = new Conversation(bot, { id: 'titled', locale: 'en' });
      const pressed = new Conversation(bot, { id: 'pressed', locale: 'en' });
      for (const one of [typed, titled, pressed])
        expect(await texts(one.say(error))).toEqual(['What is on?\n\n1. Cable\n2. Power']);
      const version = await versionOf(pressed);

      await bot.machinery.replaceKnowledge(deployed(change));
      expect(await texts(typed.say('2'))).toEqual(['went Power']);
      expect(await texts(titled.say('power'))).toEqual(['went Power']);
      expect(await texts(pressed.send(press(version, 'ask', 'choice-1')))).toEqual(['went Power']);
      const later = new Conversation(bot, { id: 'later', locale: 'en' });
      expect((await texts(later.say(error))).at(-1)).toContain('What is off?');
    },
  );

  test.each(Object.entries(changes))(
    '%s: a card of the former version does not answer the new question',
    async (_what, change) => {
      const conversation = new Conversation(bot, { id: 'card', locale: 'en' });
      await conversation.say(error);
      const version = await versionOf(conversation);
      await bot.machinery.replaceKnowledge(deployed(change));
      // The error once more begins a case of the new version, while the old card can still be pressed.
      await conversation.say('stop');
      const asked = (await texts(conversation.say(error))).at(-1) ?? '';
      expect(asked).toContain('What is off?');
      const replies = await texts(conversation.send(press(version, 'ask', 'choice-0')));
      expect(replies.join('\n')).not.toContain('went');
      expect(replies.at(-1)).toBe(asked);
    },
  );

  test('a card of the former version still counts where its question reads the same', async () => {
    const conversation = new Conversation(bot, { id: 'same', locale: 'en' });
    await conversation.say(error);
    const version = await versionOf(conversation);
    await bot.machinery.replaceKnowledge(deployed({ choices: ['Cable', 'Power', 'Light'] }));
    await conversation.say('stop');
    await conversation.say(error);
    expect(await texts(conversation.send(press(version, 'ask', 'choice-1')))).toEqual(['went Power']);
  });

  test('back leads to the node that took the place of a renamed one', async () => {
    const conversation = new Conversation(bot, { id: 'back', locale: 'en' });
    await conversation.say(error);
    await conversation.say('Could not establish trust relationship for the SSL/TLS secure channel');
    await bot.machinery.replaceKnowledge(deployed(changes['renamed nodes']));
    expect((await texts(conversation.say('back'))).at(-1)).toContain('What is off?');
    expect(await texts(conversation.say('1'))).toEqual(['went Power']);
  });

  test('knowledge with an error is refused, and the former goes on', async () => {
    const broken = deployed({ first: 'Not An Id' });
    await expect(bot.machinery.replaceKnowledge(broken)).rejects.toMatchObject({ code: 'dialogs-invalid' });
    const conversation = new Conversation(bot, { id: 'kept', locale: 'en' });
    expect(await texts(conversation.say(error))).toEqual(['What is on?\n\n1. Cable\n2. Power']);
  });
});

describe('a version that cannot be brought back', () => {
  /** As if storage had lost it. */
  async function lose(conversation: Conversation): Promise<void> {
    const version = await versionOf(conversation);
    const read = bot.storage.readTreeVersion.bind(bot.storage);
    bot.storage.readTreeVersion = async (id) => (id === version ? null : read(id));
  }

  test('the message is not taken for an answer: the question in its place is asked', async () => {
    const conversation = new Conversation(bot, { id: 'lost', locale: 'en' });
    await conversation.say(error);
    await lose(conversation);
    await bot.machinery.replaceKnowledge(
      deployed({
        question: 'What is off?',
        first: 'ask-again',
        choices: ['Power', 'Cable'],
        moved: 'moved: { ask: ask-again }\n',
      }),
    );
    const replies = await texts(conversation.say('2'));
    expect(replies).toHaveLength(2);
    expect(replies[1]).toBe('What is off?\n\n1. Power\n2. Cable');
    expect(await texts(conversation.say('2'))).toEqual(['went Cable']);
  });

  test.each([
    ['en', 'The text that you were answering has been replaced in the meantime, so I ask once more:'],
    [
      'fr',
      'Le texte auquel vous répondiez a été remplacé entre-temps\u00a0; je pose donc de nouveau la question\u00a0:',
    ],
    ['vi', 'Nội dung mà bạn đang trả lời vừa được thay, nên tôi hỏi lại:'],
  ])('the person is told so in %s', async (locale, told) => {
    const conversation = new Conversation(bot, { id: `told-${locale}`, locale });
    await conversation.say(error);
    await lose(conversation);
    await bot.machinery.replaceKnowledge(shipped);
    expect((await texts(conversation.say('2')))[0]).toBe(told);
  });

  test('where nothing took its place, the menu is shown and the message is not taken for a choice of it', async () => {
    const conversation = new Conversation(bot, { id: 'gone', locale: 'en' });
    await conversation.say(error);
    await lose(conversation);
    await bot.machinery.replaceKnowledge(shipped);
    const replies = await texts(conversation.say('2'));
    expect(replies).toHaveLength(2);
    expect((await conversation.place())?.nodes).toEqual(['menu']);
  });

  test('a pasted error and a command count as always', async () => {
    const conversation = new Conversation(bot, { id: 'new-case', locale: 'en' });
    await conversation.say(error);
    await lose(conversation);
    await bot.machinery.replaceKnowledge(shipped);
    await conversation.say('Could not establish trust relationship for the SSL/TLS secure channel');
    expect((await conversation.place())?.tree).toBe('email-router-trust');
  });
});
