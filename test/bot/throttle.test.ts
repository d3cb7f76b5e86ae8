import { expect, test } from '@jest/globals';
import { Throttle } from '../../src/bot/throttle.js';

test('a throttle lets so many pass in its window and tells how long to wait', () => {
  let now = 0;
  const throttle = new Throttle({ now: () => new Date(now) }, 2, 1000);
  expect([throttle.take('a'), throttle.take('a')]).toEqual([0, 0]);
  now = 400;
  expect(throttle.take('a')).toBe(600);
  expect(throttle.take('b')).toBe(0);
  now = 1000;
  expect(throttle.take('a')).toBe(0);
});
