import { expect, test } from '@jest/globals';
import { cli } from './captureIo.js';

test('dialogs check prints its problems and nothing else as JSON, and exits by them', async () => {
  const { code, out, err } = await cli(['dialogs', 'check', '--json']);
  const problems = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  expect(err).toBe('');
  expect(code).toBe(problems.some(({ severity }) => severity === 'error') ? 1 : 0);
  const forPeople = await cli(['dialogs', 'check']);
  expect(forPeople.code).toBe(code);
  expect(forPeople.out).toMatch(/trees without errors/);
});

test('dialogs check warns of reviews more than a year ago, and still exits clean', async () => {
  const { code, out } = await cli(['dialogs', 'check', '--json', '--at', '2027-12-01']);
  const problems = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(['outdated-review']));
  const files = new Set(problems.map((problem) => problem.file));
  expect([...files]).toEqual(
    expect.arrayContaining([
      'dialogs/email-router-trust.yaml',
      'dialogs/procedures.yaml',
      'dialogs/sources.yaml',
    ]),
  );
});
