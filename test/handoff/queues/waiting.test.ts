import { expect, test } from '@jest/globals';
import { waiting } from '../../../src/handoff/queues/waiting.js';
import type { CaseRecord } from '../../../src/storage/caseStore.js';
import { anna } from '../caseFixtures.js';
import { type HandoffHouse, handoffHouse } from '../handoffHouse.js';

async function waitingOf(house: HandoffHouse, caseId: string) {
  const record = (await house.storage.cases.read(caseId)) as CaseRecord;
  return waiting(house.storage.cases, record.state as never, house.clock.now());
}

test('the place in line counts who waits before, and nobody who has been taken', async () => {
  const house = handoffHouse();
  for (const caseId of ['one', 'two', 'three']) {
    await house.open(caseId);
    house.pass(1000);
  }
  expect((await waitingOf(house, 'three')).position).toBe(3);
  await house.claim('one', anna);
  expect((await waitingOf(house, 'three')).position).toBe(2);
  expect((await waitingOf(house, 'two')).position).toBe(1);
});

test('the time is the median of measured waits, and unknown before three', async () => {
  const house = handoffHouse();
  for (const [index, ms] of [60_000, 600_000, 120_000].entries()) {
    await house.open(`taken-${index}`);
    house.pass(ms);
    const before = await waitingOf(house, `taken-${index}`);
    expect(before.expectedMs).toBeNull();
    await house.claim(`taken-${index}`, anna);
  }
  await house.open('waits');
  expect(await waitingOf(house, 'waits')).toEqual({ position: 1, expectedMs: 120_000 });
  house.pass(8 * 24 * 60 * 60_000);
  expect((await waitingOf(house, 'waits')).expectedMs).toBeNull();
});
