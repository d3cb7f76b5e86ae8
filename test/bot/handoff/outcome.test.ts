import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { openStage } from '../../../src/cli/dialogs/openStage.js';
import { playAgent } from '../../../src/cli/dialogs/playAgent.js';
import type { Stage } from '../../../src/cli/dialogs/playConversation.js';
import { readRecordedWorld } from '../../../src/cli/dialogs/recordedWorld.js';
import { Asker } from './askedHuman.js';

const paste =
  'Could not establish trust relationship for the SSL/TLS secure channel https://mail.contoso.com/EWS/Exchange.asmx';

let stage: Stage;
let count = 0;
beforeAll(async () => {
  const nothing = () => {};
  stage = await openStage(readShippedKnowledge(), readRecordedWorld(), {
    onNode: nothing,
    onFailure: nothing,
  });
});
afterAll(() => stage.bot.close());

/** Somebody whose case a human has closed as solved; `before` answered when the bot looked first. */
async function helped(before: string): Promise<Asker> {
  count += 1;
  const person = new Asker(stage.bot, { id: `helped-${count}`, locale: 'en' });
  await stage.answerBy(before);
  await person.say(paste);
  await person.say('human');
  await person.say('1');
  await playAgent(stage.bot, person.key, { does: 'claim' });
  await playAgent(stage.bot, person.key, { does: 'solve', says: 'Done.' });
  await person.settle();
  expect(await person.newestCase()).toMatchObject({ status: 'resolved', outcome: 'solved-by-human' });
  return person;
}

const outcome = async (person: Asker) => (await person.newestCase())?.outcome;

test('a look that finds the fault gone confirms it, and "it works" does not lower that', async () => {
  const person = await helped('self-signed');
  await stage.answerBy('good');
  await person.say('Check again');
  expect(await outcome(person)).toBe('confirmed');
  await person.say('It works now');
  expect(await outcome(person)).toBe('confirmed');
});

test('what the bot offered before does not take the numbers of what it asks after', async () => {
  const person = await helped('self-signed');
  await person.say('2');
  expect(await outcome(person)).toBe('reported');
});

test('a look that still finds the fault says nothing new', async () => {
  const person = await helped('self-signed');
  await person.say('Check again');
  expect(await outcome(person)).toBe('solved-by-human');
});

test('a server that looked good before the help proves nothing by looking good after it', async () => {
  const person = await helped('good');
  await person.say('Check again');
  expect(await outcome(person)).toBe('solved-by-human');
});

test('what the person says is kept, the latest counts', async () => {
  const person = await helped('self-signed');
  await person.say('No, it is still there');
  expect(await outcome(person)).toBe('not-solved');
  await person.send({ type: 'message', value: { trustdesk: { command: 'back' } } });
  await person.say('Yes, it is gone');
  expect(await outcome(person)).toBe('reported');
});

test('another error afterwards is another matter', async () => {
  const person = await helped('self-signed');
  await stage.answerBy('good');
  await person.say(paste);
  expect(await outcome(person)).toBe('solved-by-human');
});

test('a case that is handed back unsolved goes on where the tree stood, which knows of it', async () => {
  count += 1;
  const person = new Asker(stage.bot, { id: `handed-${count}`, locale: 'en' });
  await stage.answerBy('self-signed');
  await person.say(paste);
  const before = await person.place();
  await person.say('human');
  await person.say('1');
  await playAgent(stage.bot, person.key, { does: 'claim' });
  await playAgent(stage.bot, person.key, { does: 'hand-back', says: 'Out of my reach.' });
  await person.settle();
  expect(await person.place()).toEqual(before);
  expect(await outcome(person)).toBe('not-solved');
  expect((await person.reads('human')).at(-1)).toContain('Out of my reach.');
});
