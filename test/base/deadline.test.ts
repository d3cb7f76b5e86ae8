import { expect, test } from '@jest/globals';
import { startDeadline, untilAborted } from '../../src/base/deadline.js';

test('aborts when its time is over', async () => {
  const deadline = startDeadline(5);
  await expect(untilAborted(new Promise(() => {}), deadline.signal)).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  expect(deadline.remainingMs()).toBe(0);
  deadline.stop();
});

test('aborts with its parent, at once when the parent is over already', () => {
  const parent = new AbortController();
  const first = startDeadline(60_000, parent.signal);
  expect(first.remainingMs()).toBeGreaterThan(0);
  parent.abort('enough');
  expect(first.signal.reason).toBe('enough');
  expect(startDeadline(60_000, parent.signal).signal.aborted).toBe(true);
});

test('does not abort after stop', async () => {
  const parent = new AbortController();
  const deadline = startDeadline(1, parent.signal);
  deadline.stop();
  parent.abort();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(deadline.signal.aborted).toBe(false);
});

test('passes the promise on', async () => {
  const deadline = startDeadline(60_000);
  await expect(untilAborted(Promise.resolve(1), deadline.signal)).resolves.toBe(1);
  await expect(untilAborted(Promise.reject(new Error('x')), deadline.signal)).rejects.toThrow('x');
  deadline.stop();
});
