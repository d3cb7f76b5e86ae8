import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ErasureParts } from '../../../src/handoff/rights/erasePerson.js';
import { erasePerson } from '../../../src/handoff/rights/erasePerson.js';
import { openSqliteStorage } from '../../../src/storage/sqlite/sqliteStorage.js';
import { type HandoffHouse, handoffHouse } from '../handoffHouse.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trustdesk-erase-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const by = { agentId: 'agent-1', agent: 'Desk One' };

function partsOf(house: HandoffHouse, pause: ErasureParts['pause'] = async () => undefined): ErasureParts {
  const { storage, handoff, feed, clock } = house;
  return {
    ...{ storage, handoff, clock, pause },
    caseFeed: feed,
    newSecret: () => 'salt',
    longestWaitMs: 1_000,
  };
}

/** The person of the house's cases takes part in each by what they write. */
async function says(house: HandoffHouse, conversation: string, text: string, id = 'zelda-secret-id') {
  await house.storage.accept({
    ...{ conversation, dedupeKey: text, direction: 'in', mode: 'queued', receivedAt: house.at(0) },
    activity: { type: 'message', text, from: { id, name: `Name ${id}` } },
    identity: { claims: [{ type: 'oid', value: `claim of ${id}` }], audience: '', callerId: null },
  });
}

function tablesOf(database: DatabaseSync, condition = ''): readonly string[] {
  const sql = `SELECT DISTINCT s.name FROM sqlite_schema s JOIN pragma_table_info(s.name) c
    WHERE s.type = 'table' ${condition} ORDER BY s.name`;
  return database
    .prepare(sql)
    .all()
    .map(({ name }) => String(name));
}

/** Tables that belong to conversations, cases or people and have nothing of the person who is to be erased. */
function tablesWithoutSecret(): readonly string[] {
  const database = new DatabaseSync(join(folder, 'desk.sqlite'));
  const keyed = tablesOf(database, "AND c.name IN ('conversation', 'case_id', 'person', 'person_key')");
  const without = keyed.filter((table) => {
    const rows = JSON.stringify(database.prepare(`SELECT * FROM ${table}`).all());
    return !rows.includes('zelda-secret');
  });
  database.close();
  return without;
}

test('in no table and in no byte of the files is anything left of an erased person', async () => {
  const house = handoffHouse(openSqliteStorage(join(folder, 'desk.sqlite')));
  const { storage } = house;
  await house.open('zelda-secret-case');
  const conversation = 'test/zelda-secret-case';
  await house.claim('zelda-secret-case', { id: 'agent-1', name: 'Desk One' });
  await says(house, conversation, 'the zelda-secret words');
  await storage.cases.moveCursor('zelda-secret-case', 'person', 1);
  const file = { id: 'f', name: 'zelda-secret.txt', bytes: Buffer.from('zelda-secret bytes') };
  await storage.saveAttachments(conversation, [file], { inConversation: 99, inAll: 99 }, house.at(0));
  const turn = await storage.leaseTurn(conversation, 'one', house.at(0), house.at(1));
  const current = await storage.cases.openOf(conversation);
  const seenCase = current && { caseId: current.caseId, version: current.version };
  await storage.commitTurn({
    ...{ turnId: turn?.turnId ?? 0, conversation, fence: turn?.fence ?? 0, at: house.at(1), seenCase },
    ...{ cases: [], cancelledJobs: [], response: { status: 200, body: 'zelda-secret' } },
    outgoing: [
      {
        ...{ id: 'zelda-secret-out', kind: 'send', speaker: 'house', delivery: 'connector' },
        activity: { type: 'message', text: 'Hello zelda-secret' },
      },
    ],
    probeJobs: [{ jobId: 'zelda-secret-job', conversation, request: {}, reference: {} }],
    state: new Map([[`${conversation}/state`, { url: 'zelda-secret.contoso.com' }]]),
    person: { personKey: 'test/zelda-secret-id', locale: 'vi' },
  });
  const thread = '19:agents@thread.tacv2;messageid=17';
  await storage.cases.keepThread('teams', 'zelda-secret-case', thread);
  await says(house, `msteams/${thread}`, 'about zelda-secret', 'an-agent');
  await says(house, 'test/other', 'words of somebody else', 'other');
  const text = () =>
    ['', '-wal'].map((end) => readFileSync(join(folder, `desk.sqlite${end}`), 'latin1')).join('');
  // A table that comes later and is not filled here, so that nobody knows whether erasing empties it, fails.
  expect(tablesWithoutSecret()).toEqual(['audit']);
  expect(/zelda-secret/i.test(text())).toBe(true);

  expect(await erasePerson(partsOf(house), 'test/zelda-secret-id', by)).toMatchObject({ conversations: 1 });

  expect(/zelda-secret/i.test(text())).toBe(false);
  await storage.close();
  const database = new DatabaseSync(join(folder, 'desk.sqlite'));
  for (const table of tablesOf(database)) {
    const rows = database.prepare(`SELECT * FROM ${table}`).all();
    expect([table, JSON.stringify(rows)]).toEqual([table, expect.not.stringMatching(/zelda-secret/i)]);
  }
  expect(JSON.stringify(database.prepare('SELECT * FROM conversation_log').all())).toContain('somebody else');
  database.close();
});

test('the same person has the same hash in the audit log, another one another', async () => {
  const house = handoffHouse();
  const hashes: (string | undefined)[] = [];
  for (const id of ['a', 'a', 'b']) {
    await says(house, 'test/c', `from ${id}`, id);
    hashes.push((await erasePerson(partsOf(house), `test/${id}`, by))?.hash);
  }
  expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(hashes[1]).toBe(hashes[0]);
  expect(hashes[2]).not.toBe(hashes[0]);
  expect(await erasePerson(partsOf(house), 'test/a', by)).toBeNull();
  expect(await house.storage.audit.list({ limit: 9 })).toHaveLength(3);
  await house.storage.close();
});

test('an open case is cancelled and its hub told before it goes; a hub that takes nothing holds it up a while only', async () => {
  const house = handoffHouse();
  const { storage } = house;
  for (const caseId of ['told', 'down']) {
    await house.open(caseId);
    await says(house, `test/${caseId}`, 'hello', caseId);
    await storage.cases.moveCursor(caseId, 'webhook events', 1);
  }
  const seen: string[] = [];
  let waits = 0;
  const pause = async () => {
    waits += 1;
    const events = await house.events('told');
    if (events.at(-1) !== undefined) seen.push(String(events.at(-1)));
    if (waits === 3) await storage.cases.moveCursor('told', 'webhook events', events.length);
  };
  await erasePerson(partsOf(house, pause), 'test/told', by);
  expect(seen).toEqual(['cancelled', 'cancelled', 'cancelled']);
  expect(await storage.cases.read('told')).toBeNull();
  waits = 3;
  await erasePerson(partsOf(house, pause), 'test/down', by);
  expect(await storage.cases.read('down')).toBeNull();
  expect(waits).toBe(13);
  await storage.close();
});
