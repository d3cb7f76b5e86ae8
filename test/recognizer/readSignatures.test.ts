import { expect, test } from '@jest/globals';
import { CodedError } from '../../src/base/codedError.js';
import { makeRecognizer } from '../../src/recognizer/makeRecognizer.js';
import { mergeSignatures, readSignatures } from '../../src/recognizer/readSignatures.js';
import { shippedSignatures } from './signatureFiles.js';

function problemsOf(yaml: string): string {
  try {
    readSignatures(yaml, 'test.yaml');
  } catch (error) {
    if (error instanceof CodedError) return `${error.code}\n${error.message}`;
    throw error;
  }
  return '';
}

test('a small file is enough for a recognizer', () => {
  const signatures = readSignatures(`
signals: { unreachable: { 0.9: [LINK_DOWN] } }
sentences: { forbidden: { eo: [La servilo malpermesas tion al vi hodiaŭ] } }
commands: { help: { eo: [help(o|u)] }, language: { eo: { eo: [esperante] } } }
`);
  const { recognizeError, recognizeCommand } = makeRecognizer(signatures);
  expect(recognizeError('LINK_DOWN on port 3').family).toBe('unreachable');
  expect(recognizeError('la servilo malpermesas tion al vi hodiau!')).toMatchObject({
    family: 'forbidden',
    locale: 'eo',
  });
  expect(recognizeCommand('Helpu!')?.command).toBe('help');
  expect(recognizeCommand('esperante')).toMatchObject({
    command: 'language',
    wantedLocale: 'eo',
    locale: 'eo',
  });
});

test('all problems are named at once, with file, line and column', () => {
  const problems = problemsOf(`signals:
  trust-relationship: { 1.5: [TrustFailure] }
  trust-relation: { 0.9: [x] }
concepts:
  tls: { any: [(SSL, yes] }
rules:
  - { needs: [tls] }
  - { family: forbidden, needs: [] }
comands: {}
`);
  expect(problems).toContain('signatures-invalid');
  for (const place of ['2:25', '3:3', '5:16', '7:5', '8:5', '9:1'])
    expect(problems).toContain(`test.yaml:${place} `);
});

test.each([
  ['a list in place of a mapping', 'signals: []'],
  ['a mapping in place of a list', 'rules: {}'],
  ['a phrase that holds no word', 'concepts: { a: { any: ["!?"] } }'],
  ['an unquoted yes', 'commands: { help: { en: [true] } }'],
  ['an unknown command', 'commands: { helpp: { en: [help] } }'],
  ['broken YAML', 'signals: ['],
  ['an empty file', ''],
])('%s is a problem', (_name, yaml) => {
  expect(problemsOf(yaml)).toContain('signatures-invalid');
});

test('a rule may use the concepts of another file, but not one that nobody words', () => {
  const rule = readSignatures('rules: [{ family: forbidden, needs: [wall] }]');
  const concept = readSignatures('concepts: { wall: { en: [wall] } }');
  expect(mergeSignatures([rule, concept]).rules).toHaveLength(1);
  expect(() => mergeSignatures([rule])).toThrow(
    expect.objectContaining({ code: 'signatures-unknown-concept' }),
  );
});

test('the shipped files word every command in every language TrustDesk speaks', () => {
  for (const command of [
    'help',
    'back',
    'restart',
    'language',
    'stop',
    'human',
    'queue',
    'cancel-request',
    'greeting',
    'thanks',
  ])
    for (const locale of ['en', 'fr', 'vi'])
      expect(
        shippedSignatures.commands.filter((entry) => entry.command === command && entry.locale === locale),
      ).not.toHaveLength(0);
});

test('no command wording of one kind is also one of another kind', () => {
  const kinds = new Map<string, string>();
  const clashes = shippedSignatures.commands
    .filter(({ command }) => command !== 'filler' && command !== 'skipped')
    .filter(({ phrase, command }) => {
      const kind = kinds.get(phrase.toLowerCase()) ?? command;
      kinds.set(phrase.toLowerCase(), kind);
      return kind !== command;
    });
  expect(clashes).toEqual([]);
});

test('every official sentence is recognized alone, as its own family', () => {
  const { recognizeError } = makeRecognizer(shippedSignatures);
  const wrong = shippedSignatures.sentences
    .filter(({ weight }) => weight > 0.5)
    .map(({ family, text }) => ({ text, family, found: recognizeError(text).family ?? 'none' }))
    .filter(({ family, found }) => family !== found);
  expect(wrong).toEqual([]);
});

test('an organisation may name families of its own', () => {
  const yaml =
    'sentences: { contoso-vpn: { en: [the tunnel is down] } }\nrules: [{ family: contoso-vpn, needs: [wall] }]';
  expect(readSignatures(yaml, 'own.yaml', ['contoso-vpn']).sentences).toEqual([
    { family: 'contoso-vpn', locale: 'en', text: 'the tunnel is down', weight: 1 },
  ]);
  expect(readSignatures(yaml, 'own.yaml', null).rules[0]?.family).toBe('contoso-vpn');
  expect(() => readSignatures(yaml, 'own.yaml', ['contoso-print'])).toThrow(
    /own\.yaml:1:14 "contoso-vpn" is none of/,
  );
  expect(() => readSignatures('signals: { Not A Name: { 0.9: [x] } }', 'own.yaml', null)).toThrow(
    /no name for a family/,
  );
});
