import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { layOver } from '../../src/app/own/layOver.js';
import type { JsonObject } from '../../src/base/json.js';
import { ownFiles, vpnArticle } from '../app/own/ownFolder.js';
import { type BotUnderTest, Conversation, startBot } from './conversation.js';

const shipped = readShippedKnowledge();
const error = 'The Contoso tunnel contoso-vpn could not be opened today';
const french = layOver(
  shipped,
  ownFiles(vpnArticle({ locale: 'fr', cause: 'Le pare-feu est fermé.' })),
).files;
const note = 'This article is not available in English yet; here it is in French.';

let bot: BotUnderTest;
beforeEach(async () => {
  bot = await startBot({ files: french });
});
afterEach(() => bot.close());

async function texts(said: Promise<readonly JsonObject[]>): Promise<readonly string[]> {
  return (await said).map((activity) => String(activity['text']));
}

test('a reader of its language is told nothing', async () => {
  const conversation = new Conversation(bot, { id: 'fr', locale: 'fr' });
  expect(await texts(conversation.say(error))).toEqual([
    'Le pare-feu est fermé.\n\n1. Open it\n2. Joindre une personne',
  ]);
});

test('a reader of another language is told so once, and what is shared stays in theirs', async () => {
  const conversation = new Conversation(bot, { id: 'en', locale: 'en' });
  expect(await texts(conversation.say(error))).toEqual([
    note,
    'Le pare-feu est fermé.\n\n1. Open it\n2. Reach a human',
  ]);
  expect(await texts(conversation.say('hm'))).toEqual([
    'Le pare-feu est fermé.\n\n1. Open it\n2. Reach a human',
  ]);
  expect(await texts(conversation.say('1'))).toEqual(['Done.']);
});

test('who changes the language is told in the new one, or no more', async () => {
  const conversation = new Conversation(bot, { id: 'changes', locale: 'en' });
  await conversation.say(error);
  expect(await texts(conversation.say('tiếng Việt'))).toContain(
    'Bài viết này chưa có bằng tiếng Việt; sau đây là bản tiếng Pháp.',
  );
  const replies = await texts(conversation.say('français'));
  expect(replies.join('\n')).toContain('Le pare-feu est fermé.');
  expect(replies.join('\n')).not.toContain('disponible');
});

test('a conversation stays in the language of its version when the article gains another', async () => {
  const conversation = new Conversation(bot, { id: 'gains', locale: 'en' });
  await conversation.say(error);
  const both = vpnArticle({ cause: 'The light is red.' });
  const tree = (both['dialogs/contoso-vpn.yaml'] ?? '').replace('languages: [en]', 'languages: [en, fr]');
  const texts2 = vpnArticle({ locale: 'fr', cause: 'Le pare-feu est fermé.' })[
    'locales/fr/trees/contoso-vpn.json'
  ];
  await bot.machinery.replaceKnowledge(
    layOver(
      shipped,
      ownFiles({
        ...both,
        'dialogs/contoso-vpn.yaml': tree,
        'locales/fr/trees/contoso-vpn.json': texts2 ?? '',
      }),
    ).files,
  );
  expect((await texts(conversation.say('hm'))).join('\n')).toContain('Le pare-feu est fermé.');
  const later = new Conversation(bot, { id: 'later', locale: 'en' });
  expect((await texts(later.say(error))).join('\n')).toContain('The light is red.');
});
