import { expect, test } from '@jest/globals';
import { makeRateLimit } from '../../../src/channels/directLine/rateLimit.js';

test('allows a burst, then so many a second, each caller apart', () => {
  let now = 0;
  const limit = makeRateLimit({ burst: 2, perSecond: 0.5, maxCallers: 10, now: () => now });
  expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([0, 0, 2, 0]);
  now = 2_000;
  expect([limit.take('a'), limit.take('a')]).toEqual([0, 2]);
});

test('a clock that steps back takes nothing away', () => {
  let now = 10_000;
  const limit = makeRateLimit({ burst: 2, perSecond: 1, maxCallers: 10, now: () => now });
  limit.take('a');
  now = 0;
  expect(limit.take('a')).toBe(0);
});

test('forgets the callers not seen for longest', () => {
  const limit = makeRateLimit({ burst: 1, perSecond: 0.001, maxCallers: 2, now: () => 0 });
  limit.take('a');
  limit.take('b');
  limit.take('a');
  limit.take('c');
  expect([limit.take('a') > 0, limit.take('b')]).toEqual([true, 0]);
});
