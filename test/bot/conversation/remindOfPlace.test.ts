import { beforeEach, expect, test } from '@jest/globals';
import { CaseTalk, shippedKnowledge } from '../../conversations/caseTalk.js';

const knowledge = shippedKnowledge();
const error = 'Could not establish trust relationship for the SSL/TLS secure channel';
let talk: CaseTalk;
beforeEach(async () => {
  talk = new CaseTalk(knowledge, 'en');
  await talk.say(error);
});

const later = (minutes: number) => {
  talk.now = new Date(talk.now.getTime() + minutes * 60_000);
};

test('who comes back within the hour is told nothing', async () => {
  later(60);
  expect((await talk.comeBack()).replies).toEqual([]);
  expect((await talk.say('why?')).replies).toHaveLength(1);
});

test('who opens the page again after more than an hour is told once where they stood, with the choices', async () => {
  later(61);
  const [told = ''] = (await talk.comeBack()).replies;
  expect(told.split('\n\n')).toHaveLength(3);
  expect(told).toContain('no trust relationship');
  expect(told).toContain('1. ');
  expect((await talk.comeBack()).replies).toEqual([]);
  // The message is answered without telling the same again.
  expect((await talk.say('why?')).replies).toHaveLength(1);
});

test('the next absence is counted from the next message', async () => {
  later(61);
  await talk.comeBack();
  await talk.say('why?');
  later(61);
  expect((await talk.say('why?')).replies).toHaveLength(2);
  expect((await talk.say('why?')).replies).toHaveLength(1);
});

test('where nothing had begun, or all was stopped, there is nothing to tell', async () => {
  await talk.say('stop');
  later(1_000_000);
  expect((await talk.comeBack()).replies).toEqual([]);
  talk = new CaseTalk(knowledge, 'en');
  await talk.say('hello');
  later(90);
  expect((await talk.say('thanks')).replies).toHaveLength(1);
});

test('a clock that was set back tells nothing', async () => {
  later(-600);
  expect((await talk.say('why?')).replies).toHaveLength(1);
});
