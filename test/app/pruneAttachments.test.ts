import { afterEach, expect, jest, test } from '@jest/globals';
import { pruneAttachments } from '../../src/app/pruneAttachments.js';
import { silentLog } from '../../src/base/log.js';

afterEach(() => {
  jest.useRealTimers();
});

test('what is a week old goes at the start and every hour, and one failure ends nothing', () => {
  jest.useFakeTimers();
  const removed: string[] = [];
  const removeAttachmentsBefore = async (instant: string): Promise<number> => {
    removed.push(instant);
    throw new Error('the disk is full');
  };
  let now = new Date('2026-11-22T10:00:00Z');
  const stop = pruneAttachments({ removeAttachmentsBefore }, { now: () => now }, silentLog);
  now = new Date('2026-11-22T11:00:00Z');
  jest.advanceTimersByTime(3_600_000);
  stop();
  jest.advanceTimersByTime(3_600_000);
  expect(removed).toEqual(['2026-11-15T10:00:00.000Z', '2026-11-15T11:00:00.000Z']);
});
