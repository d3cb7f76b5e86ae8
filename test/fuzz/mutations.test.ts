import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mutationProperties } from './mutationProperties.js';

const runs = 50_000;
/** Garbage that was not collected yet counts too; what a leak would leave is far more. */
const mostGrowthMb = 400;

test.each(mutationProperties)(
  'mutated $name never crash, hang or pile up',
  ({ property, share }) => {
    const before = process.memoryUsage().rss;
    fc.assert(property, { numRuns: (runs * share) / 100 });
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(mostGrowthMb);
  },
  120_000,
);

test('the shares make a whole', () => {
  expect(mutationProperties.reduce((sum, { share }) => sum + share, 0)).toBe(100);
});
