import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { parseProcedures } from '../../src/answers/parseProcedures.js';
import { makeProcedures } from '../../src/answers/procedures.js';
import { CodedError } from '../../src/base/codedError.js';
import { resolutionCodes } from '../../src/diagnosis/diagnosis.js';
import { shippedProcedures } from './shippedProcedures.js';

const yaml = readFileSync('dialogs/procedures.yaml', 'utf8');
const { all, get, proceduresFor } = makeProcedures(shippedProcedures());
const unknown = { exchange: null, windows: null };

test('the shipped file fits the schema that editors use', () => {
  const validate = new Ajv({ allErrors: true }).compile(
    JSON.parse(readFileSync('dialogs/procedures.schema.json', 'utf8')),
  );
  validate(parse(yaml));
  expect(validate.errors ?? []).toEqual([]);
});

test('the schema knows the resolutions of the diagnosis', () => {
  const schema = JSON.parse(readFileSync('dialogs/procedures.schema.json', 'utf8'));
  expect(schema.definitions.resolution.enum.toSorted()).toEqual(
    [...resolutionCodes, 'verification'].toSorted(),
  );
});

test('every resolution has a procedure of its own on every server, known or not', () => {
  const exchanges = [null, '2007', '2010', '2013', '2016', '2019', 'se'] as const;
  for (const resolution of resolutionCodes) {
    for (const exchange of exchanges) {
      const ids = proceduresFor(resolution, { exchange, windows: null });
      expect([resolution, exchange, ids.length > 1]).toEqual([resolution, exchange, true]);
      expect(ids.at(-1)).toBe('test-access-again');
    }
  }
});

test('a known Exchange gets the request of its generation only', () => {
  const requests = (exchange: '2007' | '2010' | '2013' | '2016' | 'se' | 'online') =>
    proceduresFor('replace-certificate', { exchange, windows: null }).filter((id) =>
      id.startsWith('request-'),
    );
  expect(requests('2007')).toEqual(['request-certificate-2007']);
  expect(requests('2010')).toEqual(['request-certificate-2010']);
  expect(requests('2013')).toEqual(['request-certificate-2013']);
  expect(requests('2016')).toEqual([
    'request-certificate-2016-later',
    'request-certificate-2016-2019-before-2022',
  ]);
  expect(requests('se')).toEqual(['request-certificate-2016-later']);
  expect(requests('online')).toEqual(['request-certificate-online']);
});

test('a known build gets the request that its certificate pages still take', () => {
  const requests = (certificatePages: 'whole' | 'reduced') =>
    proceduresFor('replace-certificate', { exchange: '2019', windows: null, certificatePages }).filter((id) =>
      id.startsWith('request-'),
    );
  expect(requests('whole')).toEqual(['request-certificate-2016-2019-before-2022']);
  expect(requests('reduced')).toEqual(['request-certificate-2016-later']);
});

test('an unknown generation gets all variants, in the order of the file', () => {
  const ids = proceduresFor('replace-certificate', unknown).filter((id) => id.startsWith('request-'));
  expect(ids).toEqual([
    'request-certificate-2007',
    'request-certificate-2010',
    'request-certificate-2013',
    'request-certificate-2016-later',
    'request-certificate-2016-2019-before-2022',
    'request-certificate-online',
  ]);
});

test('Windows of Exchange decides between the looks into IIS, and Exchange alone rules some out', () => {
  const looks = (generation: Parameters<typeof proceduresFor>[1]) =>
    proceduresFor('verification', generation).filter((id) => id.startsWith('iis-'));
  expect(looks({ exchange: '2007', windows: '2003' })).toEqual(['iis-2003-view-certificate']);
  expect(looks({ exchange: '2010', windows: '2008r2' })).toEqual(['iis-2008-view-certificate']);
  expect(looks({ exchange: null, windows: '2012r2' })).toEqual(['iis-later-view-certificate']);
  expect(looks({ exchange: '2007', windows: null })).toEqual([
    'iis-2003-view-certificate',
    'iis-2008-view-certificate',
  ]);
  expect(looks({ exchange: '2019', windows: null })).toEqual(['iis-later-view-certificate']);
  expect(looks(unknown)).toHaveLength(3);
});

test('Windows of Exchange says nothing about Windows of the Router', () => {
  const ids = proceduresFor('trust-private-root', { exchange: '2019', windows: '2016+' });
  expect(ids).toContain('trust-root-2003-2008');
  expect(ids).toContain('trust-root-2012-later');
});

test('what only looks has nothing to undo, and what changes has its own way back', () => {
  for (const { id, changes, undo } of all) if (!changes) expect([id, undo]).toEqual([id, []]);
  expect(get('request-certificate-2010')?.undo).not.toEqual([]);
  expect(get('no-such')).toBeNull();
});

const one = `procedures:
  - id: a-look
    resolutions: [verification]
    runsOn: router
    appliesTo: { exchange: any, windows: any }
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
    .replace('[verification]', '[verify]')
    .replace('runsOn: router', 'runsOn: fridge')
    .replace('exchange: any', "exchange: ['1999']")
    .replace('changes: false', 'changes: maybe')
    .replace('{ text: look }', '{ command: dir, shell: bash }')
    .replace('windows: any', 'windows: any');
  const problems = problemsOf(`${wrong}    extra: 1\n`).split('\n');
  expect(
    problems
      .map((problem) => /^p\.yaml:(\d+):\d+ procedures\.0\.(\w+)/.exec(problem)?.slice(1).join(' '))
      .sort(),
  ).toEqual(['3 resolutions', '4 runsOn', '5 appliesTo', '6 changes', '8 steps', '9 extra'].sort());
});

test.each([
  ['no list', 'procedures: 5\n', 'expected a list'],
  ['nothing', '', 'expected a list'],
  ['broken YAML', 'procedures: [\n', 'p.yaml:'],
  ['an id twice', one + one.replace('procedures:\n', ''), '"a-look" is there twice'],
  ['no steps', one.replace('[{ text: look }]', '[]'), 'at least one step'],
  ['a text among the commands to undo', `${one}    undo: [{ text: back }]\n`, 'expected a command'],
])('%s is a problem', (_what, text, expected) => expect(problemsOf(text)).toContain(expected));
