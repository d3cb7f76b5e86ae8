import { expect, test } from '@jest/globals';
import { makeLookAllowance } from '../../../src/bot/conversation/lookAllowance.js';

const begin = Date.parse('2026-11-22T10:00:00Z');

/** A person whose looks are kept from turn to turn, as storage does. */
function person() {
  let kept: readonly number[] = [];
  return {
    kept: () => kept,
    looksAt(second: number): boolean {
      const turn = {
        now: new Date(begin + second * 1000),
        rememberLooks: (looks: readonly number[]) => {
          kept = looks;
        },
      };
      return makeLookAllowance(kept, turn)();
    },
  };
}

test('six looks in any minute, and no more', () => {
  const { looksAt } = person();
  expect([0, 1, 2, 3, 4, 30, 31, 59, 60, 60.5, 61].map(looksAt)).toEqual([
    ...[true, true, true, true, true, true],
    ...[false, false, true, false, true],
  ]);
});

test('several looks of one turn count as several', () => {
  const remembered: (readonly number[])[] = [];
  const turn = { now: new Date(begin), rememberLooks: (looks: readonly number[]) => remembered.push(looks) };
  const admits = makeLookAllowance([begin - 1, begin - 1, begin - 1, begin - 1], turn);
  expect([admits(), admits(), admits()]).toEqual([true, true, false]);
  expect(remembered.at(-1)).toHaveLength(6);
});

test('what is kept stays small', () => {
  const { looksAt, kept } = person();
  for (let second = 0; second < 100; second += 1) looksAt(second);
  expect(kept()).toHaveLength(6);
});

test('a clock that was set back locks nobody out', () => {
  const { looksAt } = person();
  for (let look = 0; look < 7; look += 1) looksAt(3600);
  expect(looksAt(0)).toBe(true);
});
