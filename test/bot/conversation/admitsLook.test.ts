import { expect, test } from '@jest/globals';
import { admitsLook } from '../../../src/bot/conversation/admitsLook.js';
import { newConversation } from '../../../src/bot/conversation/conversationMemory.js';

const begin = Date.parse('2026-11-22T10:00:00Z');
const after = (seconds: number) => new Date(begin + seconds * 1000);

test('six looks in any minute, and no more', () => {
  const memory = { ...newConversation };
  const looks = [0, 1, 2, 3, 4, 30, 31, 59, 60, 60.5, 61].map((second) => admitsLook(memory, after(second)));
  expect(looks).toEqual([true, true, true, true, true, true, false, false, true, false, true]);
});

test('what is kept survives JSON and stays small', () => {
  let memory = { ...newConversation };
  for (let second = 0; second < 100; second += 1) {
    admitsLook(memory, after(second));
    memory = JSON.parse(JSON.stringify(memory));
  }
  expect(memory).toHaveProperty('looks.length', 6);
});

test('a clock that was set back locks nobody out', () => {
  const memory = { ...newConversation };
  for (let look = 0; look < 7; look += 1) admitsLook(memory, after(3600));
  expect(admitsLook(memory, after(0))).toBe(true);
});
