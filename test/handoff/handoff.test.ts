import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { CaseAgent } from '../../src/handoff/case/caseState.js';
import type { CaseResult, Handoff } from '../../src/handoff/handoff.js';
import { agentMessageKey } from '../../src/handoff/handoffEvent.js';
import type { Storage } from '../../src/storage/storage.js';
import { anna, minh, standingOf } from './caseFixtures.js';
import { type HandoffHouse, handoffHouse } from './handoffHouse.js';

const standing = standingOf();

let house: HandoffHouse;
let handoff: Handoff;
let storage: Storage;
let told: string[];

beforeEach(() => {
  house = handoffHouse();
  ({ handoff, storage } = house);
  told = [];
});
afterEach(() => storage.close());

async function opened(caseId: string): Promise<string> {
  await house.open(caseId);
  house.feed.subscribe((changed, events) => told.push(`${changed} ${events.map(({ type }) => type).join()}`));
  return caseId;
}

const claim = (caseId: string, agent: CaseAgent) => handoff.act(caseId, { type: 'claim', agent });
const outcome = (result: CaseResult) => (result.ok ? (result.state.agent?.id ?? 'nobody') : result.refusal);

async function speak(caseId: string, agent: CaseAgent, holding: number, messageId: string, text: string) {
  return handoff.act(caseId, { type: 'speak', agent, holding, messageId }, { text });
}

test('of two agents who claim at once exactly one wins, a hundred times over', async () => {
  for (let round = 0; round < 100; round += 1) {
    const caseId = await opened(`case-${round}`);
    const agents = round % 2 === 0 ? [anna, minh] : [minh, anna];
    const results = await Promise.all(agents.map((agent) => claim(caseId, agent)));
    const winners = agents.filter((_, at) => results[at]?.ok);
    expect(winners).toHaveLength(1);
    expect(results.map(outcome).sort()).toEqual([winners[0]?.id, 'already-claimed'].sort());
    expect(await storage.cases.read(caseId)).toMatchObject({ agentId: winners[0]?.id, version: 3 });
  }
  expect(house.entries).toHaveLength(100);
});

test('a crowd that claims at once has one winner, and the winner may claim again', async () => {
  const caseId = await opened('a');
  const crowd = Array.from({ length: 20 }, (_, at) => ({ id: `agent-${at}`, name: `Agent ${at}` }));
  const results = await Promise.all(crowd.map((agent) => claim(caseId, agent)));
  const winner = crowd.filter((_, at) => results[at]?.ok);
  expect(winner).toHaveLength(1);
  const again = await claim(caseId, winner[0] ?? anna);
  expect(again).toMatchObject({ ok: true, events: [], state: { holding: 1 } });
});

test('a message sent again changes nothing, even after the case has gone to somebody else', async () => {
  const caseId = await opened('a');
  await claim(caseId, anna);
  const first = await speak(caseId, anna, 1, 'm1', 'hello');
  expect(first).toMatchObject({ ok: true, events: [{ type: 'agent-spoke', messageId: 'm1' }] });
  const twice = await Promise.all([
    speak(caseId, anna, 1, 'm2', 'again'),
    speak(caseId, anna, 1, 'm2', 'again'),
  ]);
  expect(twice.map((result) => result.ok && result.events.length).sort()).toEqual([0, 1]);
  await handoff.act(caseId, { type: 'transfer', agent: anna, holding: 1, to: minh, standing });
  expect(await speak(caseId, anna, 1, 'm1', 'hello')).toMatchObject({ ok: true, events: [] });
  expect(outcome(await speak(caseId, anna, 1, 'm3', 'too late'))).toBe('stale');
  const keys = house.entries.map(({ dedupeKey }) => dedupeKey);
  expect(keys.filter((key) => key.startsWith('agent-message'))).toEqual([
    agentMessageKey('a', 'm1'),
    agentMessageKey('a', 'm2'),
  ]);
});

test('the answer to a repeated message shows the case as it is now', async () => {
  const caseId = await opened('a');
  await claim(caseId, anna);
  await speak(caseId, anna, 1, 'm1', 'hello');
  await handoff.act(caseId, { type: 'release', agent: anna, holding: 1, reason: 'by-agent', standing });
  expect(await speak(caseId, anna, 1, 'm1', 'hello')).toMatchObject({ state: { status: 'queued' } });
});

test('what the person must learn becomes an entry of their conversation, the rest does not', async () => {
  const caseId = await opened('a');
  await claim(caseId, anna);
  await handoff.act(caseId, { type: 'note', agent: minh, text: 'seen this before' });
  await speak(caseId, anna, 1, 'm1', 'hello');
  await handoff.act(caseId, {
    ...{ type: 'resolve', agent: anna, holding: 1, solved: true, cause: 'expired', text: null },
  });
  expect(
    house.entries.map(({ activity }) => (activity['value'] as { event: { type: string } }).event.type),
  ).toEqual(['claimed', 'agent-spoke', 'resolved']);
  expect(
    house.entries.every(
      ({ direction, conversation }) => direction === 'internal' && conversation === 'test/a',
    ),
  ).toBe(true);
  expect(house.entries[1]?.activity).toMatchObject({
    ...{ channelId: 'test', conversation: { id: 'c1' }, from: { id: 'user' } },
    value: { caseId: 'a', message: { text: 'hello' } },
  });
  expect(told).toEqual(['a claimed', 'a noted', 'a agent-spoke', 'a resolved']);
});

test('a refused command writes and tells nothing', async () => {
  const caseId = await opened('a');
  expect(outcome(await speak(caseId, anna, 0, 'm1', 'hello'))).toBe('not-yours');
  expect(outcome(await claim('none', anna))).toBe('no-case');
  expect(await storage.cases.read(caseId)).toMatchObject({ version: 2 });
  expect([house.entries, told]).toEqual([[], []]);
});
