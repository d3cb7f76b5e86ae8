import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { parseProcedures } from '../../src/answers/parseProcedures.js';
import { makeProcedures } from '../../src/answers/procedures.js';
import { CodedError } from '../../src/base/codedError.js';
import { shippedProcedures } from './shippedProcedures.js';

const yaml = readFileSync('dialogs/procedures.yaml', 'utf8');
const { all, get } = makeProcedures(shippedProcedures());

test('the shipped file fits the schema that editors use', () => {
  const validate = new Ajv({ allErrors: true }).compile(
    JSON.parse(readFileSync('dialogs/procedures.schema.json', 'utf8')),
  );
  validate(parse(yaml));
  expect(validate.errors ?? []).toEqual([]);
});

test('what only looks has nothing to undo, and what changes has its own way back', () => {
  for (const { id, changes, undo } of all) if (!changes) expect([id, undo]).toEqual([id, []]);
  expect(get('request-certificate-2010')?.undo).not.toEqual([]);
  expect(get('no-such')).toBeNull();
});

const one = `procedures:
  - id: a-look
    changes: false
    sources: [{ title: T, id: I, reviewed: 2026-11-22 }]
    steps: [{ text: look }]
`;

function problemsOf(text: string): string {
  try {
    parseProcedures(text, 'p.yaml');
  } catch (error) {
    if (error instanceof CodedError && error.code === 'procedures-invalid') return error.message;
    throw error;
  }
  return '';
}

test('a sound file has no problems', () => expect(problemsOf(one)).toBe(''));

test('all problems are told at once, each with its line', () => {
  const wrong = one
    .replace('changes: false', 'changes: maybe')
    .replace('reviewed: 2026-11-22', 'reviewed: lately')
    .replace('{ text: look }', '{ command: dir, shell: bash }');
  const problems = problemsOf(`${wrong}    extra: 1\n`).split('\n');
  expect(
    problems
      .map((problem) => /^p\.yaml:(\d+):\d+ procedures\.0\.(\w+)/.exec(problem)?.slice(1).join(' '))
      .sort(),
  ).toEqual(['3 changes', '4 sources', '5 steps', '6 extra']);
});

test.each([
  ['no list', 'procedures: 5\n', 'expected a list'],
  ['nothing', '', 'expected a list'],
  ['broken YAML', 'procedures: [\n', 'p.yaml:'],
  ['an id twice', one + one.replace('procedures:\n', ''), '"a-look" is there twice'],
  ['no steps', one.replace('[{ text: look }]', '[]'), 'at least one step'],
  ['a text among the commands to undo', `${one}    undo: [{ text: back }]\n`, 'expected a command'],
])('%s is a problem', (_what, text, expected) => expect(problemsOf(text)).toContain(expected));
