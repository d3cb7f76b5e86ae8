import { beforeEach, expect, test } from '@jest/globals';
import { makePresence, type Presence } from '../../src/handoff/presence.js';

let now: Date;
let seen: string[];
let told: string[];
let presence: Presence;

beforeEach(() => {
  now = new Date('2026-03-01T08:00:00.000Z');
  seen = [];
  told = [];
  presence = makePresence({ now: () => now }, (agentId, at) => seen.push(`${agentId} ${at}`));
  presence.subscribe((agentId) => told.push(`${agentId} ${presence.of(agentId)}`));
});

test('an agent is there as long as one of their desks is open', () => {
  const first = presence.connected('anna');
  const second = presence.connected('anna');
  first();
  first();
  expect(presence.of('anna')).toBe('available');
  expect(presence.offlineSince('anna')).toBeNull();
  now = new Date('2026-03-01T08:05:00.000Z');
  second();
  expect(presence.of('anna')).toBe('offline');
  expect(presence.offlineSince('anna')).toEqual(now);
  expect(told.at(-1)).toBe('anna offline');
  expect(seen.at(-1)).toBe('anna 2026-03-01T08:05:00.000Z');
});

test('who wants no new cases is away, until they say otherwise', () => {
  presence.connected('anna');
  presence.choose('anna', 'away');
  expect([presence.of('anna'), presence.offlineSince('anna')]).toEqual(['away', null]);
  presence.choose('anna', 'available');
  expect(told).toEqual(['anna available', 'anna away', 'anna available']);
});

test('an agent who has not been seen counts as gone since the start of the process', () => {
  const start = now;
  now = new Date('2026-03-01T09:00:00.000Z');
  expect(presence.of('minh')).toBe('offline');
  expect(presence.offlineSince('minh')).toEqual(start);
});

test('who listens no more is told no more', () => {
  const heard: string[] = [];
  const end = presence.subscribe((agentId) => heard.push(agentId));
  end();
  presence.connected('anna');
  expect(heard).toEqual([]);
});
