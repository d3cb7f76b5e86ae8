import { expect, jest, test } from '@jest/globals';
import { type KnowledgeFiles, readShippedKnowledge } from '../../../src/app/knowledgeFiles.js';
import { testDialogs } from '../../../src/cli/dialogs/testDialogs.js';
import { updatedConversation } from '../../../src/cli/dialogs/updatedConversation.js';

/** Each test makes the whole bot anew. */
jest.setTimeout(60_000);

/** A tree of three nodes, with texts in every language, beside the shipped ones. */
function withSmallTree(tree = smallTree): KnowledgeFiles {
  const shipped = readShippedKnowledge();
  const small = { ask: 'Which door?', left: 'Left', right: 'Right', bye: 'Mind the step.' };
  const resources = Object.fromEntries(
    Object.entries(shipped.resources).map(([locale, texts]) => [locale, { ...texts, small }]),
  );
  const root = shipped.trees.map(({ file, text }) =>
    file.endsWith('root.yaml')
      ? {
          file,
          text: text.replace(
            '  ways-on:\n',
            '  ways-on:\n    - { id: small, text: small:ask, tree: small }\n',
          ),
        }
      : { file, text },
  );
  return {
    ...shipped,
    trees: [...root, { file: 'dialogs/small.yaml', text: tree }],
    resources: resources as unknown as KnowledgeFiles['resources'],
  };
}

const smallTree = `id: small
start: ask
nodes:
  ask:
    kind: prompt
    input: choice
    text: ask
    choices:
      - { id: left, text: left, goto: left }
      - { id: right, text: right, goto: right }
  left: { kind: end, text: bye }
  right: { kind: end, text: bye }
`;

const throughTheDoor = `about: Through the left door.
locale: en
turns:
  - person: hello
  - person: Which door?
    bot:
      - |-
        Which door?

        1. Left
        2. Right
  - person: "1"
    bot:
      - Mind the step.
`;

const files = withSmallTree();

/** The same, with what the bot says to the first message. */
async function wholeConversation(): Promise<string> {
  const { played } = await testDialogs(files, [{ file: 'door.en.yaml', text: throughTheDoor }]);
  return updatedConversation(throughTheDoor, played[0]?.said ?? []);
}

test('a conversation that goes as written passes, and what it came to is counted', async () => {
  const text = await wholeConversation();
  const { failed, played, coverage, lines } = await testDialogs(files, [{ file: 'door.en.yaml', text }]);
  expect(failed).toBe(0);
  expect(played[0]?.differences).toEqual([]);
  const small = coverage.filter(({ tree }) => tree === 'small');
  expect(small).toEqual([
    {
      ...{ tree: 'small', locale: 'en' },
      ...{ waiting: { reached: 1, all: 1 }, leaves: { reached: 1, all: 2 }, reached: ['ask', 'left'] },
      missed: ['right'],
    },
    expect.objectContaining({ locale: 'fr', missed: ['ask', 'left', 'right'] }),
    expect.objectContaining({ locale: 'vi', missed: ['ask', 'left', 'right'] }),
  ]);
  expect(lines).toContain('small en: 1 of 1 waiting nodes, 1 of 2 leaves');
  expect(lines).toContain('  not reached: right');
  expect(lines.at(-1)).toBe('1 conversations, 0 not as written');
});

test('a reply that differs is told with its place and its lines', async () => {
  const text = (await wholeConversation()).replace('Mind the step.', 'Mind the gap.');
  const { failed, played, lines } = await testDialogs(files, [{ file: 'door.en.yaml', text }]);
  const line = text.split('\n').findIndex((row) => row.includes('Mind the gap.')) + 1;
  expect(failed).toBe(1);
  expect(played[0]?.differences).toEqual([
    {
      ...{ file: 'door.en.yaml', line, column: 9, code: 'unexpected-reply', turn: 3, person: '1' },
      ...{ expected: ['Mind the gap.'], said: ['Mind the step.'] },
      shown: ['- Mind the gap.', '+ Mind the step.'],
    },
  ]);
  expect(lines.join('\n')).toContain(`door.en.yaml:${line}:9 unexpected-reply: turn 3`);
});

test('a reply that is not written yet is told as that, at the message', async () => {
  const { failed, played } = await testDialogs(files, [{ file: 'door.en.yaml', text: throughTheDoor }]);
  expect(failed).toBe(1);
  expect(played[0]?.differences).toMatchObject([{ code: 'reply-not-written', line: 4, turn: 1 }]);
});

test('a bad file is told and stops no other', async () => {
  const { failed, problems, played } = await testDialogs(files, [
    { file: 'bad.yaml', text: 'about: x\nlocale: xx\n' },
    { file: 'door.en.yaml', text: throughTheDoor },
  ]);
  expect(problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    'bad.yaml:1 missing-field',
    'bad.yaml:2 wrong-value',
  ]);
  expect(played.map(({ source }) => source.file)).toEqual(['door.en.yaml']);
  expect(failed).toBe(2);
});

test('knowledge with errors is told and not played', async () => {
  const broken = withSmallTree(smallTree.replace('goto: right', 'goto: rihgt'));
  const { failed, problems, played } = await testDialogs(broken, [
    { file: 'door.en.yaml', text: throughTheDoor },
  ]);
  expect(problems.map(({ code }) => code)).toEqual(['unknown-node']);
  expect(played).toEqual([]);
  expect(failed).toBe(1);
});

test('only the asked language is played and counted', async () => {
  const { played, coverage } = await testDialogs(files, [{ file: 'door.en.yaml', text: throughTheDoor }], {
    locale: 'fr',
  });
  expect(played).toEqual([]);
  expect(new Set(coverage.map(({ locale }) => locale))).toEqual(new Set(['fr']));
});

test('the server of a turn answers from the recorded looks, and from then on', async () => {
  const text = `about: A look.
locale: en
turns:
  - server: expired
    person: "Could not establish trust relationship for the SSL/TLS secure channel https://mail.contoso.com/EWS/Exchange.asmx"
  - server: good
    after: 20min
    person: Check again
  - person: Another problem
`;
  const { played } = await testDialogs(files, [{ file: 'look.en.yaml', text }], { onlyReached: true });
  const [first, second] = played[0]?.said ?? [];
  expect(first?.join('\n')).toContain('The certificate of mail.contoso.com has expired');
  expect(second?.join('\n')).toContain('fixed: expired');
});

test('conversations know nothing of each other, nor of each other’s servers', async () => {
  const looking = (server: string) => `about: A look.
locale: en
turns:
  - ${server}person: "Could not establish trust relationship https://mail.contoso.com/EWS/Exchange.asmx"
`;
  const { played } = await testDialogs(files, [
    { file: 'a.yaml', text: looking('server: expired\n    ') },
    { file: 'b.yaml', text: looking('') },
  ]);
  const [first, second] = played.map(({ said }) => said?.flat().join('\n'));
  expect(first).toContain('The certificate of mail.contoso.com has expired');
  expect(second).toContain('mail.contoso.com');
  expect(second).not.toContain('has expired');
});
