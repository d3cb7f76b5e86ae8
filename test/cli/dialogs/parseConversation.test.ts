import { expect, test } from '@jest/globals';
import { parseConversation } from '../../../src/cli/dialogs/parseConversation.js';

const good = `about: A small one.
locale: en
turns:
  - server: self-signed
    person: hello
    bot:
      - Paste the error.
  - after: 2h
    person: "2"
`;

function read(text: string) {
  return parseConversation('small.en.yaml', text, {
    servers: ['self-signed', 'expired'],
    certificates: ['private-root'],
    reports: ['clean-as-user'],
  });
}

test('a good file comes with the place of each part', () => {
  const { source, problems } = read(good);
  expect(problems).toEqual([]);
  expect(source?.conversation.turns).toEqual([
    { server: 'self-signed', person: 'hello', bot: ['Paste the error.'] },
    { after: '2h', person: '2' },
  ]);
  expect(source?.at('turns/0/bot')).toEqual({ line: 7, column: 7 });
  expect(source?.at('turns/1/bot')).toEqual({ line: 8, column: 5 });
});

test('a human agent acts in place of the person', () => {
  const { source, problems } = read(good.replace('person: "2"', 'agent: { does: solve, says: Done. }'));
  expect(problems).toEqual([]);
  expect(source?.conversation.turns[1]).toEqual({ after: '2h', agent: { does: 'solve', says: 'Done.' } });
});

test.each([
  ['nothing', '', '1:1 not-a-conversation'],
  ['YAML that does not close', good.replace('A small one.', '"A small one.'), /^\d+:\d+ yaml-syntax$/],
  ['a list', '- about\n', '1:1 wrong-type'],
  ['no about', good.replace('about: A small one.\n', ''), '1:1 missing-field'],
  ['a language that is not shipped', good.replace('locale: en', 'locale: de'), '2:9 wrong-value'],
  ['no turns', 'about: x\nlocale: en\nturns: []\n', '3:8 wrong-value'],
  ['an unknown server', good.replace('self-signed', 'self-singed'), '4:13 wrong-value'],
  [
    'an unknown certificate',
    good.replace('person: hello', 'person: hello\n    certificate: private-rot'),
    '6:18 wrong-value',
  ],
  ['a time without a unit', good.replace('2h', '"2"'), '8:12 wrong-value'],
  [
    'a file elsewhere',
    good.replace('person: hello', 'person: hello\n    file: ../secret.txt'),
    '6:11 wrong-value',
  ],
  [
    'a refusal that no channel gives',
    good.replace('person: hello', 'person: hello\n    refused: too-boring'),
    '6:14 wrong-value',
  ],
  ['an unknown field', good.replace('person: hello', 'person: hello\n    says: x'), '6:5 unknown-field'],
  ['a turn without a message', good.replace('    person: "2"\n', ''), '8:5 missing-field'],
  ['a deed that no agent does', good.replace('person: "2"', 'agent: { does: dance }'), '9:20 wrong-value'],
  [
    'an agent who speaks beside the person',
    good.replace('person: "2"', 'person: "2"\n    agent: { does: claim }'),
    '9:5 unknown-field',
  ],
  ['a message that YAML takes for a number', good.replace('"2"', '2'), '9:13 wrong-type'],
  ['a reply that is no list', good.replace('    bot:\n      - Paste', '    bot: Paste'), '6:10 wrong-type'],
  ['a time nobody can wait', good.replace('2h', 'soon'), '8:12 wrong-value'],
  ['an alias', good.replace('person: "2"', 'person: *x'), /yaml-syntax|yaml-alias/],
  ['a file beyond all reading', `about: ${'x'.repeat(600_000)}\n`, '1:1 file-too-large'],
])('%s is a problem at its place', (_what, text, expected) => {
  const { source, problems } = read(text);
  expect(source).toBeNull();
  const places = problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
  expect(places).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  expect(problems.every(({ file, mend }) => file === 'small.en.yaml' && mend.length > 0)).toBe(true);
});

test('all problems are told at once, and what was likely meant', () => {
  const { problems } = read(good.replace('self-signed', 'expird').replace('after', 'aftr'));
  expect(problems.map(({ mend }) => mend)).toEqual(['Did you mean "expired"?', 'Did you mean "after"?']);
});
