import { expect, test } from '@jest/globals';
import { keepLatest } from '../../../src/bot/conversation/keepLatest.js';

test('each certificate is kept once, the latest eight', () => {
  const many = Array.from({ length: 12 }, (_, at) => `certificate ${at}`);
  expect(keepLatest(many.slice(0, 6), many)).toEqual(many.slice(-8));
  expect(keepLatest(null, ['a', 'a'])).toEqual(['a']);
});

test('what is carried from turn to turn stays small, however large each is', () => {
  const large = Array.from({ length: 8 }, (_, at) => String(at).repeat(21_000));
  expect(keepLatest(large.slice(0, 4), large.slice(4))).toEqual(large.slice(-2));
});
