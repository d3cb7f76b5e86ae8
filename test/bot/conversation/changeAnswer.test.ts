import { expect, test } from '@jest/globals';
import { CaseTalk, shippedKnowledge } from '../../conversations/caseTalk.js';

const knowledge = shippedKnowledge();
const talkInRouterTree = async () => {
  const talk = new CaseTalk(knowledge, 'en');
  await talk.enter('email-router-trust', 'ask-exchange', { family: 'trust-relationship' });
  await talk.say('Exchange 2010');
  return talk;
};

test('choices that were offered are offered for one message', async () => {
  const talk = await talkInRouterTree();
  await talk.say('change my answer');
  await talk.say('why?');
  const stood = await talk.say('1');
  expect(stood.node).not.toBe('ask-exchange');
});

test.each([
  ['a node that told nothing', { again: 'match', of: 'email-router-trust' }],
  ['a tree that is none', { again: 'ask-exchange', of: 'nowhere@1' }],
  ['an endpoint that is not known', { again: 'endpoint' }],
  ['a name of Object.prototype', { again: 'constructor', of: '__proto__' }],
])('a forged button for %s leads nowhere', async (_what, trustdesk) => {
  const talk = await talkInRouterTree();
  const stood = await talk.press({ trustdesk });
  expect(stood.node).toBe('replace-2010');
  expect(stood.replies.length).toBeGreaterThan(0);
});
