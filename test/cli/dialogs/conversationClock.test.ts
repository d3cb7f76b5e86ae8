import { expect, test } from '@jest/globals';
import { ConversationClock } from '../../../src/cli/dialogs/conversationClock.js';

test('the clock stands still, moves by what is asked, and begins anew', () => {
  const clock = new ConversationClock();
  const passed = (time: string): string => {
    clock.reset();
    clock.pass(time);
    return clock.now().toISOString();
  };
  expect(passed('20min')).toBe('2026-11-22T10:20:00.000Z');
  expect(passed('2h')).toBe('2026-11-22T12:00:00.000Z');
  expect(passed('3d')).toBe('2026-11-25T10:00:00.000Z');
  clock.pass('1h');
  expect(clock.now().toISOString()).toBe('2026-11-25T11:00:00.000Z');
  clock.reset();
  expect(clock.now().toISOString()).toBe('2026-11-22T10:00:00.000Z');
});
