import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { readRecordedWorld } from '../../../src/cli/dialogs/recordedWorld.js';
import { cli } from '../captureIo.js';

const golden = 'test/conversations/golden';
/** Each command makes the whole bot anew. */
jest.setTimeout(60_000);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

const unwritten = `# Who wrote this keeps the note.
about: A thank you.
locale: fr
turns:
  - person: merci
`;

test('a conversation as written exits with 0 and shows the trees it came to', async () => {
  const { code, out, err } = await cli(['dialogs', 'test', `${golden}/silent.fr.yaml`]);
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/^email-router-trust fr: \d+ of \d+ waiting nodes, \d+ of \d+ leaves$/m);
  expect(out).toMatch(/^1 conversations, 0 not as written$/m);
});

test('one that went otherwise exits with 1, and names file and line', async () => {
  const text = readFileSync(`${golden}/silent.fr.yaml`, 'utf8').replace('Un pare-feu', 'Une haie');
  const { code, out } = await cli(['dialogs', 'test', write('silent.fr.yaml', text)]);
  expect(code).toBe(1);
  expect(out).toMatch(/silent\.fr\.yaml:\d+:\d+ unexpected-reply: turn \d/);
  expect(out).toMatch(/^ {4}- .*Une haie/m);
  expect(out).toMatch(/^ {4}\+ .*Un pare-feu/m);
});

test('a folder is opened, --json prints objects alone, and --locale leaves the others out', async () => {
  write('a.yaml', unwritten);
  write('b.yaml', 'about: x\n');
  write('c.yaml', unwritten.replace('locale: fr', 'locale: vi'));
  const { code, out, err } = await cli(['dialogs', 'test', folder, '--json', '--locale', 'fr']);
  expect(err).toBe('');
  expect(code).toBe(1);
  const rows = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  expect(rows.filter(({ kind }) => kind === 'problem').map((row) => row.code)).toEqual([
    'missing-field',
    'missing-field',
  ]);
  expect(rows.filter(({ kind }) => kind === 'difference')).toMatchObject([
    { code: 'reply-not-written', turn: 1, person: 'merci', line: 5 },
  ]);
  expect(rows.filter(({ kind }) => kind === 'conversation')).toMatchObject([
    { about: 'A thank you.', locale: 'fr', turns: 1, passed: false },
  ]);
  expect(rows.every(({ kind, locale }) => kind !== 'coverage' || locale === 'fr')).toBe(true);
});

test('--update writes what the bot says, keeps the rest of the file, and the next test passes', async () => {
  const file = write('thanks.yaml', unwritten);
  const { code, err } = await cli(['dialogs', 'test', file, '--update']);
  expect(code).toBe(0);
  expect(err).toContain('thanks.yaml');
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith(`${unwritten}    bot:\n      - `)).toBe(true);
  expect((await cli(['dialogs', 'test', file])).code).toBe(0);
  expect((await cli(['dialogs', 'test', file, '--update'])).err).toBe('');
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a file is attached from the folder beside the conversation; one that is not there is told', async () => {
  const attaching = `about: The error as a file.
locale: en
turns:
  - person: ""
    file: error.txt
`;
  const file = write('file.yaml', attaching);
  const missing = await cli(['dialogs', 'test', file]);
  expect(missing.code).toBe(1);
  expect(missing.out).toMatch(/file\.yaml:4:3 play-failed: [\s\S]*ENOENT/);
  mkdirSync(path.join(folder, 'files'));
  write('files/error.txt', 'Could not establish trust relationship for the SSL/TLS secure channel');
  expect((await cli(['dialogs', 'test', file, '--update'])).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('Give me the URL in the **Server** field');
});

test('--update leaves a file alone that cannot be read as a conversation', async () => {
  const file = write('bad.yaml', 'about: x\n');
  expect((await cli(['dialogs', 'test', file, '--update'])).code).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe('about: x\n');
});

test.each([
  [['dialogs', 'tset'], 64, 'Did you mean "test"?'],
  [['dialogs', 'test', '--locale', 'de', `${golden}/silent.fr.yaml`], 64, '--locale de'],
  [['dialogs', 'test', 'no-such-file.yaml'], 66, 'ENOENT'],
  [['dialogs', 'test', 'src/cli'], 64, 'no conversation'],
  [['dialogs', 'looks', 'x'], 64, 'takes no file'],
])('%j exits with %i', async (argv, code, words) => {
  const result = await cli(argv);
  expect(result.code).toBe(code);
  expect(result.err).toContain(words);
  expect(result.out).toBe('');
});

test('looks names what a conversation may have as its server, and what each proves', async () => {
  const { code, out } = await cli(['dialogs', 'looks']);
  expect(code).toBe(0);
  expect(out).toMatch(/^expired +mail\.contoso\.com +expired +Exchange 2010$/m);
  expect(out).toMatch(/^good +mail\.contoso\.com +nothing wrong/m);
  const rows = (await cli(['dialogs', 'looks', '--json'])).out.split('\n').filter(Boolean);
  expect(rows.map((row) => JSON.parse(row))).toContainEqual({
    name: 'self-signed',
    host: 'mail.contoso.com',
    exchange: 'Exchange 2010',
    findings: ['self-signed'],
  });
});

test('the conversation and the servers that the README shows are real', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const [, shown = ''] = /```yaml\n( +about:[\s\S]*?)```/.exec(readme) ?? [];
  const file = write('readme.yaml', shown.replaceAll(/^ {3}/gm, ''));
  expect((await cli(['dialogs', 'test', file, '--update'])).code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('fixed: expired');
  const [, table = ''] = /\| `server` \| what is found \|\n([\s\S]*?)\n\n/.exec(readme) ?? [];
  const named = [...table.matchAll(/`([a-z][a-z0-9-]*)`/g)];
  const known = new Set(readRecordedWorld().looks.keys());
  expect(named.length).toBeGreaterThan(10);
  expect(named.map(([, name = '']) => name).filter((name) => !known.has(name))).toEqual([]);
});
