import { beforeEach, expect, test } from '@jest/globals';
import { nextInLineEvent, watchLines } from '../../src/handoff/nextInLine.js';
import type { InboundEntry } from '../../src/storage/storage.js';
import { until } from '../bot/until.js';
import { anna, minh } from './caseFixtures.js';
import { type HandoffHouse, handoffHouse } from './handoffHouse.js';

let house: HandoffHouse;
let accepted: InboundEntry[];

beforeEach(async () => {
  house = handoffHouse();
  accepted = [];
  watchLines({
    ...{ cases: house.storage.cases, feed: house.feed, clock: house.clock, log: house.log },
    accept: async (entry) => {
      accepted.push(entry);
    },
  });
  for (const caseId of ['one', 'two', 'three']) {
    await house.open(caseId);
    house.pass(1000);
  }
});

const toldTo = () => accepted.map(({ conversation }) => conversation);

/** Long enough for whatever a change brings about. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

test('a claim moves the line by one', async () => {
  await house.claim('one', anna);
  await until('somebody is told', () => accepted.length > 0);
  expect(accepted).toMatchObject([
    {
      ...{ conversation: 'test/two', direction: 'internal', mode: 'queued' },
      activity: { type: 'event', name: nextInLineEvent, value: { caseId: 'two' } },
    },
  ]);
});

test('so does the end of one that nobody had', async () => {
  await house.handoff.act('one', { type: 'cancel', reason: 'by-person' });
  await until('somebody is told', () => accepted.length > 0);
  expect(toldTo()).toEqual(['test/two']);
});

test('the line stands still when somebody in its midst leaves it, or a held case ends', async () => {
  await house.handoff.act('two', { type: 'cancel', reason: 'by-person' });
  await settle();
  expect(toldTo()).toEqual([]);
  await house.claim('one', anna);
  await settle();
  await house.handoff.act('one', { type: 'cancel', reason: 'by-person' });
  await settle();
  expect(toldTo()).toEqual(['test/three']);
});

test('who came after a case had been taken was told at once', async () => {
  await house.claim('one', anna);
  await house.claim('two', minh);
  await house.claim('three', anna);
  await settle();
  accepted.length = 0;
  house.pass(1000);
  await house.open('four');
  await house.handoff.act('three', { type: 'cancel', reason: 'by-person' });
  await settle();
  expect(accepted).toEqual([]);
});
