import { expect, test } from '@jest/globals';
import { conversationDifferences } from '../../../src/cli/dialogs/conversationDifferences.js';
import { parseConversation } from '../../../src/cli/dialogs/parseConversation.js';
import { testLines } from '../../../src/cli/dialogs/testLines.js';
import type { TreeCoverage } from '../../../src/cli/dialogs/treeCoverage.js';

const text = `about: One turn.
locale: en
turns:
  - person: "who is\\nthere"
    bot: [me]
`;
const names = { servers: [], certificates: [], reports: [] };

function linesFor(said: string, coverage: readonly TreeCoverage[] = []): readonly string[] {
  const { source } = parseConversation('one.yaml', text, names);
  if (source === null) throw new Error('the conversation cannot be read');
  const replies = [[said]];
  const played = [{ source, said: replies, differences: conversationDifferences(source, replies, []) }];
  return testLines({ failed: 0, problems: [], played, coverage });
}

test('a difference is told with its place, what was asked, and the lines', () => {
  expect(linesFor('you')).toEqual([
    'one.yaml:5:11 unexpected-reply: turn 1: the bot does not say what is written (-), but (+)',
    '  to: who is there',
    '    - me',
    '    + you',
    '1 conversations, 1 not as written',
  ]);
});

test('nothing that a terminal would obey is printed', () => {
  expect(linesFor('\u001b[2Jyou\u0007').join('')).not.toMatch(/\p{Cc}/u);
});

test('of many nodes that are missing some are named, and the rest is counted', () => {
  const missed = Array.from({ length: 25 }, (_, index) => `node-${index}`);
  const share = { reached: 0, all: 25 };
  const lines = linesFor('me', [
    { tree: 'big', locale: 'vi', waiting: share, leaves: share, reached: [], missed },
  ]);
  expect(lines[0]).toBe('big vi: 0 of 25 waiting nodes, 0 of 25 leaves');
  expect(lines[1]).toMatch(/^ {2}not reached: node-0, .*, node-19 and 5 more$/);
});

test('problems of the files come first, and are counted', () => {
  const { problems } = parseConversation('bad.yaml', 'about: x\nlocale: en\n', names);
  expect(testLines({ failed: 1, problems, played: [], coverage: [] })).toEqual([
    expect.stringMatching(/^bad\.yaml:1:1 error missing-field: /),
    '0 conversations, 0 not as written, 1 problems in the files',
  ]);
});
