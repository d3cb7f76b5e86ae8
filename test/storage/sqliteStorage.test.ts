import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CodedError } from '../../src/base/codedError.js';
import { removeRecordsOf } from '../../src/storage/removeRecordsOf.js';
import { migration001First } from '../../src/storage/sqlite/migrations/migration001First.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import { conversationKey, type InboundEntry } from '../../src/storage/storage.js';
import { agentContract } from './agentContract.js';
import { auditContract } from './auditContract.js';
import { caseContract } from './caseContract.js';
import { recordContract } from './recordContract.js';
import { type StorageDriver, storageContract } from './storageContract.js';

let folder: string;
const file = () => join(folder, 'data', 'trustdesk.db');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trustdesk-storage-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const driver: StorageDriver = {
  open: async () => openSqliteStorage(file()),
  reopen: async () => openSqliteStorage(file()),
  clean: async () => undefined,
};
storageContract('SQLite', driver);
caseContract('SQLite', driver);
agentContract('SQLite', driver);
auditContract('SQLite', driver);
recordContract('SQLite', driver);

// A turn asks twice for its conversation's open case, whether or not anybody has ever asked for a human.
test.each([
  ["SELECT case_id FROM handoff_case WHERE conversation = 'x' AND open = 1", 'open_case'],
  ["SELECT * FROM handoff_case WHERE open = 1 AND due_at <= 'x' ORDER BY due_at LIMIT 9", 'due_case'],
  ["SELECT * FROM handoff_case WHERE open = 0 AND ended_at > 'x'", 'case_ended'],
  ['SELECT min(due_at) FROM handoff_case WHERE open = 1 AND due_at IS NOT NULL', 'due_case'],
  [
    "SELECT opened_at FROM handoff_case WHERE queue = 'x' AND first_claimed_at IS NOT NULL ORDER BY first_claimed_at DESC LIMIT 9",
    'case_claimed',
  ],
])('%s uses its index', async (sql, index) => {
  await openSqliteStorage(file()).close();
  const database = new DatabaseSync(file());
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
  database.close();
  expect(plan.map(({ detail }) => detail).join('; ')).toMatch(new RegExp(`^SEARCH .* ${index} [^;]*$`));
});

test('the audit log can be neither changed nor shortened before its time', async () => {
  const storage = openSqliteStorage(file());
  const line = { agentId: null, agent: 'a', action: 'claimed', caseId: null, detail: null } as const;
  for (const day of [1, 2]) await storage.audit.write({ at: `2026-03-0${day}T08:00:00.000Z`, ...line });
  await storage.audit.removeBefore('2026-03-02T00:00:00.000Z', 9);
  await storage.close();
  const database = new DatabaseSync(file());
  expect(() => database.exec("UPDATE audit SET agent = 'b'")).toThrow('never changed');
  expect(() => database.exec('DELETE FROM audit')).toThrow('until its time is over');
  database.close();
});

function errorOf(open: () => unknown): CodedError {
  try {
    open();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('it opened');
}

test('a file that is no database is refused with the way out', async () => {
  const path = join(folder, 'notes.db');
  writeFileSync(path, 'these are my notes, not a database. '.repeat(200));
  const error = errorOf(() => openSqliteStorage(path));
  expect(error.code).toBe('database-corrupt');
  expect(error.mend).toContain(path);
  expect(readFileSync(path, 'utf8')).toContain('my notes');
});

test('a damaged database is refused', async () => {
  const storage = openSqliteStorage(file());
  for (let index = 0; index < 200; index += 1)
    await storage.saveTreeVersion(`v${index}`, { text: 'x'.repeat(500) }, '');
  await storage.close();
  const bytes = readFileSync(file());
  bytes.fill(0xa5, 8192, bytes.length - 4096);
  writeFileSync(file(), bytes);
  expect(errorOf(() => openSqliteStorage(file())).code).toBe('database-corrupt');
});

test('a path that cannot be a file is refused', () => {
  expect(errorOf(() => openSqliteStorage(folder)).code).toBe('database-unopenable');
});

test('a database of the first release goes on, with what it holds', async () => {
  mkdirSync(join(folder, 'data'));
  const database = new DatabaseSync(file());
  database.exec(`${migration001First.sql}; PRAGMA user_version = 1;`);
  database.exec("INSERT INTO person VALUES ('msteams/u1', 'vi')");
  database.close();
  const storage = openSqliteStorage(file());
  expect(await storage.readPerson('msteams/u1')).toEqual({ locale: 'vi', looks: [] });
  await storage.close();
});

test('conversations of an older release are known by day and person, so that they go and can be asked for', async () => {
  mkdirSync(join(folder, 'data'));
  const database = new DatabaseSync(file());
  database.exec(`${migration001First.sql}; PRAGMA user_version = 1;`);
  const log = database.prepare("INSERT INTO conversation_log VALUES ('msteams/a/b', ?, ?, ?, ?)");
  log.run(1, 'in', '{"type":"message","from":{"id":"u1"}}', '2026-03-01T08:00:00.000Z');
  log.run(2, 'out', '{"type":"message","from":{"id":"bot"}}', '2026-03-01T08:00:01.000Z');
  log.run(3, 'in', '{"type":"message"}', '2026-03-04T08:00:00.000Z');
  database.exec("INSERT INTO direct_line_conversation VALUES ('d1', 'dl_1', '2026-03-02T08:00:00.000Z', 0)");
  database.close();
  const storage = openSqliteStorage(file());
  expect(await storage.records.conversations({ limit: 9 })).toEqual([
    {
      ...{ conversation: 'msteams/a/b', firstDay: '2026-03-01', lastDay: '2026-03-04' },
      people: ['msteams/u1'],
    },
    {
      ...{ conversation: 'directline/d1', firstDay: '2026-03-02', lastDay: '2026-03-02' },
      people: ['directline/dl_1'],
    },
  ]);
  await storage.close();
});

test('a database of a newer release is refused', async () => {
  await openSqliteStorage(file()).close();
  const database = new DatabaseSync(file());
  database.exec('PRAGMA user_version = 9999');
  database.close();
  expect(errorOf(() => openSqliteStorage(file())).code).toBe('database-too-new');
});

test('forgetting a user takes the words out of the files', async () => {
  const storage = openSqliteStorage(file());
  await storage.createDirectLineConversation({
    conversationId: 'd1',
    userId: 'dl_1',
    createdAt: '',
    started: true,
  });
  const entry: InboundEntry = {
    conversation: conversationKey('directline', 'd1'),
    activity: { type: 'message', text: 'a very personal sentence' },
    identity: { claims: [], audience: '', callerId: null },
    dedupeKey: 'a',
    direction: 'in',
    mode: 'queued',
    receivedAt: '2026-03-01T08:00:00.000Z',
  };
  await storage.accept(entry);
  const bytes = () => Buffer.concat([readFileSync(file()), readFileSync(`${file()}-wal`)]).toString('latin1');
  expect(bytes()).toContain('a very personal sentence');
  await removeRecordsOf(storage.records, 'directline/dl_1');
  expect(bytes()).not.toContain('a very personal sentence');
  await storage.close();
});
