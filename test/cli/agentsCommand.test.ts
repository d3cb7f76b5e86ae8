import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { isPassword } from '../../src/handoff/agents/passwordHash.js';
import { openSqliteStorage } from '../../src/storage/sqlite/sqliteStorage.js';
import { cli } from './captureIo.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-agents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const password = 'nine tall birches by the lake';
const run = (argv: readonly string[], more: Parameters<typeof cli>[1] = {}) =>
  cli(['agents', ...argv], { env: { DATA_DIR: folder, LANG: 'fr_FR.UTF-8' }, ...more });
const add = (...more: readonly string[]) =>
  run(['add', 'Agent@Contoso.com', '--password-file', '-', ...more], { input: `${password}\n` });

async function stored() {
  const storage = openSqliteStorage(path.join(folder, 'trustdesk.sqlite'));
  const agents = await storage.agents.list();
  await storage.close();
  return agents;
}

test('adds an agent, in lower case, with a hash that the password opens', async () => {
  const { code, out, err } = await add('--name', 'Desk One', '--role', 'supervisor');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Desk One <agent@contoso.com>');
  const [agent] = await stored();
  expect(agent).toMatchObject({
    email: 'agent@contoso.com',
    name: 'Desk One',
    role: 'supervisor',
    locale: 'fr',
  });
  expect(agent?.passwordHash).toMatch(/^scrypt\$17\$8\$1\$/);
  expect(await isPassword(password, agent?.passwordHash ?? '')).toBe(true);
  expect(await isPassword(`${password}.`, agent?.passwordHash ?? '')).toBe(false);
});

test('one who is there already is refused before a password is asked for', async () => {
  await add();
  const asked: string[] = [];
  const askPassword = async (question: string) => {
    asked.push(question);
    return password;
  };
  const { code, err } = await run(['add', 'agent@contoso.com'], { askPassword });
  expect([code, asked]).toEqual([64, []]);
  expect(err).toContain('there is already an agent agent@contoso.com');
});

test('asks twice at a terminal, and says what to do where there is none', async () => {
  const answers = [password, 'something else entirely'];
  const differing = await run(['add', 'agent@contoso.com'], {
    askPassword: async () => answers.shift() ?? null,
  });
  expect([differing.code, differing.err.includes('differ')]).toEqual([64, true]);
  const blind = await run(['add', 'agent@contoso.com']);
  expect([blind.code, blind.err.includes('--password-file')]).toEqual([64, true]);
  expect(await stored()).toEqual([]);
});

describe('what is refused', () => {
  test.each([
    [['add'], 64, 'one e-mail address'],
    [['add', 'nobody'], 64, 'no e-mail address'],
    [['add', 'a@contoso.com', '--role', 'boss'], 64, 'agent, supervisor'],
    [['add', 'a@contoso.com', '--locale', 'xx'], 64, 'en, fr, vi'],
    [['add', 'a@contoso.com', '--password-file', '/nowhere/at/all'], 66, 'cannot be read'],
    [['disable', 'a@contoso.com'], 64, 'no agent'],
    [['change', 'a@contoso.com'], 64, 'needs --name'],
    [['change', 'a@contoso.com', '--role', 'agent'], 64, 'no agent'],
    [['lst'], 64, 'list'],
    [[], 64, 'needs an action'],
  ] as const)('%j', async (argv, code, words) => {
    const result = await run(argv);
    expect([result.code, result.out]).toEqual([code, '']);
    expect(result.err).toContain(words);
  });

  test.each([
    ['short', 'shorter than 12'],
    ['aaaaaaaaaaaaaaaa', 'repeats'],
  ])('the password %s', async (unfit, words) => {
    const file = path.join(folder, 'password.txt');
    writeFileSync(file, unfit);
    const { code, err } = await run(['add', 'a@contoso.com', '--password-file', file]);
    expect([code, err.includes(words)]).toEqual([66, true]);
  });
});

test('disables, enables and gives a new password, each ending the sessions that it should', async () => {
  await add();
  const [agent] = await stored();
  const storage = openSqliteStorage(path.join(folder, 'trustdesk.sqlite'));
  const at = '2026-11-22T10:00:00.000Z';
  const open = () =>
    storage.agents.openSession({
      ...{
        tokenHash: 'hash',
        agentId: agent?.id ?? '',
        csrf: 'c',
        createdAt: at,
        lastSeenAt: at,
        expiresAt: at,
      },
    });
  await open();
  // Beside the storage that a server has open.
  expect((await run(['disable', 'agent@contoso.com'])).code).toBe(0);
  expect(await storage.agents.readSession('hash')).toBeNull();
  expect((await storage.agents.list())[0]?.disabled).toBe(true);
  expect((await run(['enable', 'agent@contoso.com'])).code).toBe(0);
  expect((await storage.agents.list())[0]?.disabled).toBe(false);
  await open();
  const changed = await run(['password', 'agent@contoso.com', '--password-file', '-'], {
    input: 'another long sentence',
  });
  expect([changed.code, changed.err]).toEqual([0, '']);
  expect(await storage.agents.readSession('hash')).toBeNull();
  expect(
    await isPassword('another long sentence', (await storage.agents.list())[0]?.passwordHash ?? ''),
  ).toBe(true);
  await storage.close();
});

test('changes what it is told and nothing else', async () => {
  await add('--name', 'Desk One');
  const { code, out } = await run(['change', 'agent@contoso.com', '--role', 'supervisor', '--locale', 'vi']);
  expect([code, out]).toEqual([0, 'Desk One <agent@contoso.com> is supervisor, in vi.\n']);
  expect((await run(['change', 'agent@contoso.com', '--name', 'Other'])).out).toContain('Other');
  expect(await stored()).toMatchObject([
    { name: 'Other', role: 'supervisor', locale: 'vi', disabled: false },
  ]);
});

test('lists without hashes', async () => {
  expect((await run(['list'])).out).toContain('no agent yet');
  await add();
  const { out } = await run(['list', '--json']);
  expect(JSON.parse(out)).toMatchObject({ email: 'agent@contoso.com', password: true, disabled: false });
  expect(out).not.toContain('scrypt');
  expect((await run(['list'])).out).toContain('never seen');
});
