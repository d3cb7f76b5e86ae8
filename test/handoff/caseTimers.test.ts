import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../src/base/clock.js';
import { CaseTimers } from '../../src/handoff/caseTimers.js';
import { type Handoff, makeHandoff } from '../../src/handoff/handoff.js';
import { until } from '../bot/until.js';
import { anna, minute, standingOf } from './caseFixtures.js';
import { type HandoffHouse, handoffHouse } from './handoffHouse.js';

let house: HandoffHouse;
let timers: CaseTimers;

function timersOf(more: { handoff?: Handoff; sweepMs?: number } = {}): CaseTimers {
  const { storage, handoff, feed, clock, log } = house;
  const standing = (queue: string) => standingOf({ queue, expiresAt: house.at(24 * 60 * minute) });
  return new CaseTimers({ storage, handoff, feed, standing, clock, log, ...more });
}

beforeEach(() => {
  house = handoffHouse();
  timers = timersOf();
});
afterEach(async () => {
  await timers.stop();
  await house.storage.close();
});

test('a silent agent is reminded, then loses the case to its queue, where it ends when nobody takes it', async () => {
  await house.open('a');
  await house.claim('a', anna);
  house.pass(2 * minute - 1);
  await timers.sweep();
  expect(await house.events('a')).not.toContain('reminded');
  house.pass(1);
  await timers.sweep();
  await timers.sweep();
  expect((await house.events('a')).slice(2)).toEqual(['claimed', 'reminded']);
  house.pass(3 * minute);
  await timers.sweep();
  expect(await house.storage.cases.read('a')).toMatchObject({ status: 'queued', agentId: null });
  house.pass(24 * 60 * minute);
  await timers.sweep();
  expect((await house.events('a')).slice(4)).toEqual(['released', 'expired']);
  const told = house.entries.map(({ activity }) => (activity['value'] as { event: { type: string } }).event);
  expect(told.map(({ type }) => type)).toEqual(['claimed', 'released', 'expired']);
});

test('an agent who answers is left alone', async () => {
  await house.open('a');
  await house.claim('a', anna);
  await house.handoff.act('a', { type: 'speak', agent: anna, holding: 1, messageId: 'm' }, { text: 'hello' });
  house.pass(600 * minute);
  await timers.sweep();
  expect((await house.events('a')).at(-1)).toBe('agent-spoke');
});

test('many cases due at once are all acted on, and one that fails keeps none of the others waiting', async () => {
  const ids = Array.from({ length: 230 }, (_, at) => `case-${at}`);
  for (const id of ids) await house.open(id, standingOf({ expiresAt: house.at(minute) }));
  const broken = new Set(ids.slice(0, 120));
  const handoff: Handoff = {
    act: async (caseId, command) => {
      if (broken.has(caseId)) throw new Error('the disk is full');
      return house.handoff.act(caseId, command);
    },
  };
  timers = timersOf({ handoff });
  house.pass(minute);
  await timers.sweep();
  const open = async () =>
    (await house.storage.cases.list({ open: true, limit: 999 })).map(({ caseId }) => caseId);
  expect(new Set(await open())).toEqual(broken);
  expect(house.errors).toHaveLength(120);
  broken.clear();
  await timers.sweep();
  expect(await open()).toEqual([]);
});

test('what came due while no process ran is done at the start', async () => {
  await house.open('a', standingOf({ expiresAt: house.at(minute) }));
  house.pass(100 * minute);
  timers.start();
  await until('the end of the case', async () => (await house.events('a')).includes('expired'));
});

test('it wakes by itself when the next case is due, and for one that is opened meanwhile', async () => {
  const { storage, feed, log } = house;
  const handoff = makeHandoff({ storage, feed, accepted: () => undefined, clock: systemClock });
  const standing = () => standingOf();
  timers = new CaseTimers({ storage, handoff, feed, standing, clock: systemClock, log });
  timers.start();
  for (const [id, ms] of [
    ['later', 160],
    ['sooner', 40],
  ] as const) {
    const expiresAt = new Date(Date.now() + ms).toISOString();
    await house.open(id, standingOf({ expiresAt }));
  }
  await until('the first end', async () => (await house.events('sooner')).includes('expired'), 2_000);
  expect(await house.events('later')).not.toContain('expired');
  await until('the second end', async () => (await house.events('later')).includes('expired'), 2_000);
});

test('a storage that cannot be read is looked at again', async () => {
  const { storage } = house;
  await house.open('a', standingOf({ expiresAt: house.at(0) }));
  let broken = true;
  const cases = {
    ...storage.cases,
    due: async (now: string, limit: number) => {
      if (broken) throw new Error('locked');
      return storage.cases.due(now, limit);
    },
  };
  const { handoff, feed, clock, log } = house;
  timers = new CaseTimers({
    ...{ storage: { cases }, handoff, feed, clock, log, standing: () => standingOf(), sweepMs: 10 },
  });
  timers.start();
  await until('the trouble', () => house.errors.length > 0);
  broken = false;
  await until('the end of the case', async () => (await house.events('a')).includes('expired'));
});
