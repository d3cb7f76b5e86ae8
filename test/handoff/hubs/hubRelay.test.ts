import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { hubAgent } from '../../../src/handoff/hubs/hubActions.js';
import { until } from '../../bot/until.js';
import { standingOf } from '../caseFixtures.js';
import { HubHouse, later, NotingHub } from './hubHouse.js';

const anna = hubAgent('webhook', 'a', 'Anna');

let house: HubHouse;
let hub: NotingHub;

beforeEach(() => {
  house = new HubHouse();
  hub = new NotingHub();
});
afterEach(() => house.close());

const told = (count: number) => until(`${count} pieces`, () => hub.pieces.length >= count);

test('a case is told from its request to its end, in one order of words and events', async () => {
  await house.say('c1', 'before');
  await house.relay([hub]);
  await house.ask('c1', 'webhook');
  await told(1);
  await house.say('c1', 'still there?');
  await told(2);
  const actions = house.actions('webhook');
  await actions.claim('c1', anna);
  await actions.speak('c1', anna, 'm1', { text: 'hello' });
  await house.say('c1', 'at last');
  await told(4);
  await actions.resolve('c1', anna, { solved: true, cause: 'expired', text: null });
  await told(5);
  await house.say('c1', 'for the bot again');
  await house.inTurn('c1', { type: 'outcome', outcome: 'confirmed' });
  await told(6);
  expect(hub.story).toEqual([
    ...['requested', 'person: still there?', 'claimed', 'person: at last', 'resolved', 'outcome'],
  ]);
  const [first] = hub.pieces;
  expect(first).toMatchObject({
    key: 'c1:event-1',
    summary: [{ id: 'error' }],
    transcript: { name: 'Transcript', content: { activities: [{ type: 'message', text: 'before' }] } },
  });
  expect(hub.pieces.map(({ key }) => key)).toEqual([...new Set(hub.pieces.map(({ key }) => key))]);
});

test('of a pressed button a hub learns what stood on it, and nothing that it sent', async () => {
  await house.relay([hub]);
  await house.ask('c1', 'webhook');
  await told(1);
  const value = { trustdesk: { handoff: 'mail' }, mailAddress: 'person@contoso.com' };
  await house.say('c1', '', { value });
  await house.say('c1', 'afterwards');
  await told(2);
  expect(hub.story).toEqual(['requested', 'person: afterwards']);
  expect(JSON.stringify(hub.pieces)).not.toContain('person@contoso.com');
});

test('what a hub does not take comes again, and nothing overtakes it', async () => {
  hub.answers.push(later(), later(), { outcome: 'delivered' }, later());
  await house.relay([hub]);
  await house.ask('c1', 'webhook');
  for (const text of ['one', 'two', 'three']) await house.say('c1', text);
  await told(4);
  expect(hub.story).toEqual(['requested', 'person: one', 'person: two', 'person: three']);
  expect(hub.tries).toBe(7);
});

test('a restart goes on where the last process ended', async () => {
  const relay = await house.relay([hub]);
  await house.ask('c1', 'webhook');
  await house.say('c1', 'one');
  await told(2);
  await relay.stop();
  await house.say('c1', 'two');
  await house.actions('webhook').claim('c1', anna);
  await house.relay([hub]);
  await told(4);
  expect(hub.story).toEqual(['requested', 'person: one', 'person: two', 'claimed']);
});

test('a hub that was down at the end of a case is told of it by the next process', async () => {
  const relay = await house.relay([hub]);
  await house.ask('c1', 'webhook');
  await told(1);
  await relay.stop();
  await house.inTurn('c1', { type: 'cancel', reason: 'by-person' });
  await house.relay([hub]);
  await told(2);
  expect(hub.story).toEqual(['requested', 'cancelled']);
});

test('a hub that stays down fails the case, so that the person gets the bot back', async () => {
  hub.answers.push(...Array.from({ length: 50 }, () => later('ECONNREFUSED')));
  await house.relay([hub]);
  await house.ask('c1', 'webhook');
  await until('some tries', () => hub.tries >= 3);
  expect(await house.status('c1')).toBe('queued');
  house.now = new Date(house.now.getTime() + 61_000);
  await until('the end', async () => (await house.status('c1')) === 'failed');
  const events = await house.storage.cases.events('c1', 0, 10);
  expect(events.at(-1)?.event).toMatchObject({
    ...{ type: 'failed', error: 'ECONNREFUSED', by: { kind: 'hub', hub: 'webhook' } },
  });
});

test('a hub that refuses a case fails it at once', async () => {
  hub.answers.push({ outcome: 'refused', error: 'HTTP 401' });
  await house.relay([hub]);
  await house.ask('c1', 'webhook');
  await until('the end', async () => (await house.status('c1')) === 'failed');
  expect(hub.tries).toBe(1);
});

test('a hub that does not want to hear of an end is not told again', async () => {
  await house.relay([hub], { sweepMs: 10 });
  await house.ask('c1', 'webhook');
  await told(1);
  hub.answers.push({ outcome: 'refused', error: 'HTTP 410' });
  await house.inTurn('c1', { type: 'cancel', reason: 'by-person' });
  await until('the end', async () => (await house.storage.cases.behind('webhook', '', 9)).length === 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(hub.tries).toBe(2);
});

test('a hub learns nothing of cases that were never its own, and no words once another has the case', async () => {
  const teams = new NotingHub('teams');
  await house.relay([hub, teams]);
  await house.ask('d1', 'desk');
  await house.say('d1', 'secret');
  await house.ask('c1', 'webhook');
  await told(1);
  const actions = house.actions('webhook');
  await actions.claim('c1', anna);
  await told(2);
  const standing = standingOf({ queue: 'other', hub: 'teams' });
  await house.handoff.act('c1', { type: 'transfer', agent: anna, holding: 1, to: null, standing });
  await house.say('c1', 'for the others');
  await until('the other hub', () => teams.story.includes('person: for the others'));
  await told(3);
  expect(hub.story).toEqual(['requested', 'claimed', 'transferred']);
  expect(teams.story[0]).toBe('requested');
  expect(await actions.speak('c1', anna, 'm1', { text: 'too late' })).toMatchObject({ refusal: 'no-case' });
});

test('one case that waits for its hub does not hold another', async () => {
  let blocked = true;
  const slow = new NotingHub();
  const deliver = slow.deliver.bind(slow);
  slow.deliver = async (piece) => (piece.record.caseId === 'c1' && blocked ? later() : deliver(piece));
  await house.relay([slow]);
  await house.ask('c1', 'webhook');
  await house.ask('c2', 'webhook');
  await until('the second case', () => slow.pieces.length === 1);
  blocked = false;
  await until('the first case', () => slow.pieces.length === 2);
});
