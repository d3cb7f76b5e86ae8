import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import type { Storage } from '../../src/storage/storage.js';
import { handoffHouse } from '../handoff/handoffHouse.js';
import { cli } from './captureIo.js';

let folder: string;
/** Stays open, as a server's does. */
let storage: Storage;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-conversations-'));
  storage = openSqliteStorage(path.join(folder, 'trustdesk.sqlite'));
  const house = handoffHouse(storage);
  await house.open('one');
  await house.claim('one', { id: 'agent-1', name: 'Desk One' });
  await house.handoff.act('one', {
    type: 'note',
    agent: { id: 'agent-1', name: 'Desk One' },
    text: 'only for us',
  });
  for (const [conversation, id] of [
    ['test/one', 'u1'],
    ['test/two', 'u2'],
  ] as const)
    await storage.accept({
      ...{ conversation, dedupeKey: 'a', direction: 'in', mode: 'queued', receivedAt: house.at(0) },
      activity: { type: 'message', text: `words of ${id}`, from: { id } },
      identity: { claims: [], audience: '', callerId: null },
    });
});
afterEach(async () => {
  await storage.close();
  rmSync(folder, { recursive: true });
});

const run = (...argv: readonly string[]) =>
  cli(['conversations', ...argv], { env: { DATA_DIR: folder, LANG: 'en_US.UTF-8' } });
const referenceOf = async (caseId: string) => (await storage.cases.read(caseId))?.reference ?? '';
const audited = async () => {
  const entries = await storage.audit.list({ limit: 99 });
  return entries.map(({ agent, action, detail }) => [agent, action, detail]);
};

test('lists what is kept of whom', async () => {
  const reference = await referenceOf('one');
  const { code, out } = await run('list');
  expect(code).toBe(0);
  expect(out).toContain(`test/one  2026-03-01 – 2026-03-01  test/u1  ${reference}\n`);
  const lines = (await run('list', '--json', '--person', 'test/u2')).out.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      ...{ conversation: 'test/two', firstDay: '2026-03-01', lastDay: '2026-03-01' },
      ...{ people: ['test/u2'], cases: [] },
    },
  ]);
});

test('exports by case number or conversation, in a language, without notes unless asked for', async () => {
  const reference = await referenceOf('one');
  const page = await run('export', reference.toLowerCase(), '--locale', 'vi');
  expect([page.code, page.err]).toEqual([0, '']);
  expect(page.out).toContain('<html lang="vi"');
  expect(page.out).toContain('words of u1');
  expect(page.out).not.toContain('only for us');
  const file = path.join(folder, 'out.json');
  expect(await run('export', 'test/one', '--format', 'json', '--notes', '--out', file)).toMatchObject({
    code: 0,
    out: '',
  });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ conversation: 'test/one', notes: true });
  expect(readFileSync(file, 'utf8')).toContain('only for us');
  expect(statSync(file).mode & 0o077).toBe(0);
  const transcript = await run('export', 'test/two', '--format', 'transcript');
  expect(JSON.parse(transcript.out)).toMatchObject([{ type: 'message', text: 'words of u2' }]);
  expect(await audited()).toEqual([
    ['command line', 'exported', 'transcript'],
    ['command line', 'exported', 'json with notes'],
    ['command line', 'exported', 'html'],
  ]);
});

test.each([
  [['export'], 64, 'takes one case number'],
  [['export', 'TD-NONE'], 64, 'there is no case TD-NONE'],
  [['export', 'test/none'], 64, 'nothing is kept of test/none'],
  [['export', 'test/one', '--format', 'pdf'], 64, '--format pdf is none of'],
  [['export', 'test/one', '--out', '/nowhere/at/all.html'], 66, 'cannot be written (ENOENT)'],
  [['erase'], 64, 'takes one person'],
  [['erase', 'test/u1'], 64, 'conversations: 1'],
  [['erase', 'test/nobody', '--yes'], 64, 'there is nothing of a person test/nobody'],
  [['eras'], 64, 'Did you mean "erase"?'],
])('%j is refused', async (argv, expected, said) => {
  const { code, err } = await run(...argv);
  expect(code).toBe(expected);
  expect(err).toContain(said);
  expect(await storage.lastSeq('test/one')).toBeGreaterThan(0);
});

test('erases a person beside a running server, for good', async () => {
  const { code, out } = await run('erase', 'test/u1', '--yes');
  expect(code).toBe(0);
  expect(out).toMatch(/^Everything of test\/u1 is erased, conversations: 1\. .*[0-9a-f]{32}\.\n$/);
  expect(await storage.cases.read('one')).toBeNull();
  expect(await storage.readLog('test/one', 0, 9)).toEqual([]);
  expect(await storage.lastSeq('test/two')).toBe(1);
  expect(await audited()).toEqual([['command line', 'erased', expect.stringContaining('conversations: 1')]]);
  expect((await run('list')).out).not.toContain('test/one');
});
