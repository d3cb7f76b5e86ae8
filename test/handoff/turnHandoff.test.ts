import { beforeEach, expect, test } from '@jest/globals';
import { collectCase } from '../../src/handoff/turnHandoff.js';
import type { CaseRecord } from '../../src/storage/caseStore.js';
import { anna, requestOf } from './caseFixtures.js';
import { type HandoffHouse, handoffHouse } from './handoffHouse.js';

const reach = { identity: { claims: [], audience: '', callerId: null }, conversationReference: {} };
const now = new Date('2026-03-01T09:00:00Z');

let house: HandoffHouse;
beforeEach(() => {
  house = handoffHouse();
});

async function stored(caseId: string): Promise<CaseRecord | null> {
  return house.storage.cases.read(caseId);
}

async function ended(): Promise<CaseRecord | null> {
  await house.open('one');
  await house.claim('one', anna);
  const resolve = {
    type: 'resolve',
    agent: anna,
    holding: 1,
    solved: true,
    cause: 'other',
    text: null,
  } as const;
  await house.handoff.act('one', resolve);
  return stored('one');
}

test('an open case is the current and the newest one', async () => {
  await house.open('one');
  const { handoff, seen, changes } = collectCase(await stored('one'), reach, now);
  expect(handoff.current()).toMatchObject({ caseId: 'one', status: 'queued' });
  expect(handoff.latest()).toEqual(handoff.current());
  expect(seen).toEqual({ caseId: 'one', version: 2 });
  expect(changes()).toEqual([]);
});

test('an ended case is not the current one, and takes an outcome still', async () => {
  const { handoff, seen, changes } = collectCase(await ended(), reach, now);
  expect(handoff.current()).toBeNull();
  expect(seen).toBeNull();
  expect(handoff.act({ type: 'person-spoke' })).toEqual({ ok: false, refusal: 'no-case' });
  expect(handoff.act({ type: 'outcome', outcome: 'confirmed' })).toMatchObject({ ok: true });
  expect(handoff.latest()).toMatchObject({ status: 'resolved', outcome: 'confirmed' });
  expect(changes()).toMatchObject([{ seen: 4, row: { caseId: 'one', open: false } }]);
});

test('a turn may write to an ended case and open another', async () => {
  const { handoff, changes } = collectCase(await ended(), reach, now);
  handoff.act({ type: 'outcome', outcome: 'not-solved' });
  expect(handoff.act(requestOf('two', 'test/one'))).toMatchObject({ ok: true });
  expect(handoff.act(requestOf('three', 'test/one'))).toEqual({ ok: false, refusal: 'already-open' });
  expect(handoff.current()).toMatchObject({ caseId: 'two', status: 'queued' });
  expect(changes()).toMatchObject([
    { seen: 4, row: { caseId: 'one' } },
    { seen: 0, row: { caseId: 'two', open: true } },
  ]);
  for (const change of changes())
    expect(await house.storage.cases.change(change)).toMatchObject({ outcome: 'changed' });
});

test('nothing is known of a case in a conversation that had none', () => {
  const { handoff, seen } = collectCase(null, reach, now);
  expect([handoff.current(), handoff.latest(), seen]).toEqual([null, null, null]);
  expect(handoff.act({ type: 'outcome', outcome: 'reported' })).toEqual({ ok: false, refusal: 'no-case' });
});
