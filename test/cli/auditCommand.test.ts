import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import { handoffHouse } from '../handoff/handoffHouse.js';
import { cli } from './captureIo.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-audit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const env = () => ({ DATA_DIR: folder, LANG: 'en_US.UTF-8' });
const run = (...argv: readonly string[]) => cli(['audit', ...argv], { env: env() });
const agents = (argv: readonly string[], input = '') => cli(['agents', ...argv], { env: env(), input });

/** Three lines of a case and the case's number. */
async function fill(): Promise<string> {
  const storage = openSqliteStorage(path.join(folder, 'trustdesk.sqlite'));
  await handoffHouse(storage).open('one');
  const reference = (await storage.cases.read('one'))?.reference ?? '';
  const [agent] = await storage.agents.list();
  const line = { agentId: agent?.id ?? null, agent: 'Desk One', caseId: 'one', detail: null } as const;
  await storage.audit.write({ ...line, at: '2026-03-01T08:00:00.000Z', action: 'viewed' });
  await storage.audit.write({ ...line, at: '2026-03-02T08:00:00.000Z', action: 'claimed' });
  await storage.audit.write({
    ...line,
    agentId: null,
    caseId: null,
    at: '2026-03-03T08:00:00.000Z',
    action: 'signed-out',
  });
  await storage.close();
  return reference;
}

test('what is done to agents on the command line is kept', async () => {
  const password = 'nine tall birches by the lake\n';
  await agents(['add', 'one@contoso.com', '--password-file', '-'], password);
  await agents(['password', 'one@contoso.com', '--password-file', '-'], password);
  await agents(['change', 'one@contoso.com', '--role', 'supervisor', '--locale', 'fr']);
  await agents(['disable', 'one@contoso.com']);
  await agents(['enable', 'one@contoso.com']);
  const { code, out } = await run('--json');
  expect(code).toBe(0);
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.map(({ agent, action, detail }) => [agent, action, detail])).toEqual([
    ['command line', 'agent-enabled', 'one@contoso.com'],
    ['command line', 'agent-disabled', 'one@contoso.com'],
    ['command line', 'agent-changed', 'one@contoso.com to supervisor, fr'],
    ['command line', 'password-changed', 'one@contoso.com'],
    ['command line', 'agent-added', 'one@contoso.com as agent'],
  ]);
});

test('shows the latest first, narrowed by time, case and agent', async () => {
  await agents(['add', 'one@contoso.com', '--password-file', '-'], 'nine tall birches by the lake\n');
  const reference = await fill();
  expect((await run('--case', reference.toLowerCase())).out).toBe(
    `2026-03-02 08:00:00  Desk One  claimed  ${reference}\n2026-03-01 08:00:00  Desk One  viewed  ${reference}\n`,
  );
  const since = await run('--since', '2026-03-02', '--agent', 'One@contoso.com', '--json');
  expect(
    since.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).action),
  ).toEqual(['claimed']);
  expect((await run()).out.split('\n')).toHaveLength(5);
});

test.each([
  [['more'], 'takes no argument'],
  [['--case', 'TD-NONE'], 'there is no case TD-NONE'],
  [['--agent', 'nobody@contoso.com'], 'there is no agent nobody@contoso.com'],
  [['--since', 'yesterday'], '--since yesterday is no ISO 8601 date'],
])('%j is refused', async (argv, said) => {
  const { code, out, err } = await run(...argv);
  expect([code, out]).toEqual([64, '']);
  expect(err).toContain(said);
});
