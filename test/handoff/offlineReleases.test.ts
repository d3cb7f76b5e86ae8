import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Handoff } from '../../src/handoff/handoff.js';
import { OfflineReleases } from '../../src/handoff/offlineReleases.js';
import { makePresence, type Presence } from '../../src/handoff/presence.js';
import { anna, minh, minute, standingOf } from './caseFixtures.js';
import { type HandoffHouse, handoffHouse } from './handoffHouse.js';

let house: HandoffHouse;
let presence: Presence;
let releases: OfflineReleases;

function releasesOf(handoff: Handoff): OfflineReleases {
  const { storage, clock, log } = house;
  const standing = (queue: string) => standingOf({ queue, expiresAt: house.at(9_000 * minute) });
  return new OfflineReleases({ storage, handoff, presence, standing, clock, log });
}

beforeEach(() => {
  house = handoffHouse();
  presence = makePresence(house.clock, () => undefined);
  releases = releasesOf(house.handoff);
});
afterEach(() => house.storage.close());

const holder = async (caseId: string) => (await house.storage.cases.read(caseId))?.agentId;

test('an agent whose last desk is closed keeps their cases for two minutes', async () => {
  const close = presence.connected('anna');
  for (const id of ['a', 'b']) await house.claim(await house.open(id), anna);
  house.pass(60 * minute);
  await releases.sweep();
  expect(await holder('a')).toBe('anna');
  close();
  house.pass(2 * minute - 1);
  await releases.sweep();
  expect(await holder('a')).toBe('anna');
  house.pass(1);
  await releases.sweep();
  expect([await holder('a'), await holder('b')]).toEqual([null, null]);
  const [released] = (await house.storage.cases.events('a', 3, 1)).map(({ event }) => event);
  expect(released).toMatchObject({ type: 'released', reason: 'agent-offline', by: { kind: 'bot' } });
  expect(await house.storage.cases.read('a')).toMatchObject({ dueAt: house.at(9_000 * minute) });
});

test('who comes back in time keeps them', async () => {
  const close = presence.connected('anna');
  await house.claim(await house.open('a'), anna);
  close();
  house.pass(minute);
  presence.connected('anna');
  house.pass(60 * minute);
  await releases.sweep();
  expect(await holder('a')).toBe('anna');
});

test('after a restart everybody has the two minutes to come back', async () => {
  await house.claim(await house.open('a'), anna);
  house.pass(600 * minute);
  presence = makePresence(house.clock, () => undefined);
  releases = releasesOf(house.handoff);
  house.pass(2 * minute - 1);
  await releases.sweep();
  expect(await holder('a')).toBe('anna');
  house.pass(1);
  await releases.sweep();
  expect(await holder('a')).toBeNull();
});

test('a case given to somebody who was gone already waits for them as long', async () => {
  presence.connected('anna');
  await house.claim(await house.open('a'), anna);
  house.pass(60 * minute);
  const standing = standingOf();
  await house.handoff.act('a', { type: 'transfer', agent: anna, holding: 1, to: minh, standing });
  house.pass(minute);
  await releases.sweep();
  expect(await holder('a')).toBe('minh');
  house.pass(minute);
  await releases.sweep();
  expect(await holder('a')).toBeNull();
});

test('agents of another hub are its own concern', async () => {
  await house.claim(await house.open('a', standingOf({ hub: 'teams' })), anna);
  house.pass(60 * minute);
  await releases.sweep();
  expect(await holder('a')).toBe('anna');
});

test('a case that cannot be taken back keeps no others from it', async () => {
  for (const id of ['a', 'b']) await house.claim(await house.open(id), anna);
  house.pass(60 * minute);
  const handoff: Handoff = {
    act: async (caseId, command) => {
      if (caseId === 'b') throw new Error('the disk is full');
      return house.handoff.act(caseId, command);
    },
  };
  await releasesOf(handoff).sweep();
  expect([await holder('a'), await holder('b')]).toEqual([null, 'anna']);
  expect(house.errors).toHaveLength(1);
});
