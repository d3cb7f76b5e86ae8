import { expect, test } from '@jest/globals';
import { conversationDifferences } from '../../../src/cli/dialogs/conversationDifferences.js';
import { parseConversation } from '../../../src/cli/dialogs/parseConversation.js';

const text = `about: Two turns.
locale: en
turns:
  - person: one
    bot: [first, second]
  - person: two
    bot: []
`;

function differences(said: readonly (readonly string[])[] | null, failures: readonly string[] = []) {
  const { source } = parseConversation('two.yaml', text, { servers: [], certificates: [], reports: [] });
  if (source === null) throw new Error('the conversation cannot be read');
  return conversationDifferences(source, said, failures);
}

test('nothing differs when all is said as written, silence too', () => {
  expect(differences([['first', 'second'], []])).toEqual([]);
});

test.each([
  ['a reply too few', [['first'], []], [1]],
  ['a reply too many', [['first', 'second', 'third'], []], [1]],
  ['replies in another order', [['second', 'first'], []], [1]],
  ['two replies in one', [['first\n———\nsecond'], []], [1]],
  ['a word where silence is written', [['first', 'second'], ['oh']], [2]],
  ['everything', [[], ['oh']], [1, 2]],
])('%s differs', (_what, said, turns) => {
  expect(differences(said).map(({ turn }) => turn)).toEqual(turns);
});

test('the place told is that of the first reply that differs', () => {
  const place = (said: readonly (readonly string[])[]) =>
    differences(said).map(({ line, column }) => `${line}:${column}`);
  expect(place([['first', 'x'], []])).toEqual(['5:18']);
  expect(place([['first', 'second', 'x'], []])).toEqual(['5:10']);
});

test('a fault within the bot fails a conversation that goes as written, and one without an end', () => {
  const fault = { code: 'play-failed', line: 4, shown: ['The turn failed.'] };
  expect(differences([['first', 'second'], []], ['The turn failed.'])).toMatchObject([fault]);
  expect(differences(null, ['The turn failed.'])).toMatchObject([fault]);
});
