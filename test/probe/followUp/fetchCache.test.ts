import { expect, test } from '@jest/globals';
import { makeFetchCache } from '../../../src/probe/followUp/fetchCache.js';

const hour = 3_600_000;
let now = Date.parse('2026-11-22T10:00:00Z');
const clock = { now: () => new Date(now) };
const later = (hours: number) => new Date(now + hours * hour);

test('keeps an answer while it is valid, and a day at most', () => {
  const cache = makeFetchCache(clock);
  cache.keep('short', Buffer.from('s'), later(2));
  cache.keep('long', Buffer.from('l'), later(1000));
  cache.keep('past', Buffer.from('p'), later(-1));
  const kept = () => ['short', 'long', 'past'].map((key) => cache.get(key)?.toString() ?? null);
  expect(kept()).toEqual(['s', 'l', null]);
  now += 3 * hour;
  expect(kept()).toEqual([null, 'l', null]);
  now += 22 * hour;
  expect(kept()).toEqual([null, null, null]);
});

test('holds no more entries and bytes than it may; the oldest go first', () => {
  const cache = makeFetchCache(clock, { entries: 3, bytes: 100 });
  for (const key of ['a', 'b', 'c', 'd']) cache.keep(key, Buffer.alloc(10), later(1));
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['b', 'c', 'd']);
  cache.keep('large', Buffer.alloc(85), later(1));
  expect(['b', 'c', 'd', 'large'].filter((key) => cache.get(key))).toEqual(['d', 'large']);
  cache.keep('larger', Buffer.alloc(101), later(1));
  expect(cache.get('larger')).toBeNull();
  cache.keep('large', Buffer.alloc(5), later(1));
  expect([cache.get('large')?.length, cache.get('d')?.length]).toEqual([5, 10]);
});

test('remembers for a minute which hosts were silent', () => {
  const cache = makeFetchCache(clock, { entries: 2, bytes: 100 });
  for (const host of ['a', 'b', 'c']) cache.keepSilent(host);
  expect(['a', 'b', 'c'].map((host) => cache.isSilent(host))).toEqual([false, true, true]);
  now += 61_000;
  expect(cache.isSilent('c')).toBe(false);
});
