import { expect, test } from '@jest/globals';
import { makeStartPace } from '../../src/probe/startPace.js';

test('one begins at once, many one after the other', async () => {
  const pace = makeStartPace(40);
  const begin = performance.now();
  await pace();
  expect(performance.now() - begin).toBeLessThan(35);
  const starts = await Promise.all(
    Array.from({ length: 5 }, async () => {
      await pace();
      return performance.now() - begin;
    }),
  );
  for (const [index, at] of starts.entries()) expect(at).toBeGreaterThan(40 * (index + 1) - 5);
});
