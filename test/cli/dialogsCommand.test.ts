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
