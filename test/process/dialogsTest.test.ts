import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const command = path.resolve('dist/cli.js');
const run = promisify(execFile);

test('trustdesk dialogs test plays every shipped conversation as it is written, and reaches all that it must', async () => {
  if (!existsSync(command)) throw new Error('dist/cli.js is missing: run `npm run build` first');
  const { stdout } = await run(process.execPath, [command, 'dialogs', 'test', '--json'], {
    env: { PATH: process.env['PATH'] ?? '' },
    maxBuffer: 64 * 1024 * 1024,
    timeout: 170_000,
  }).catch((failure: { readonly stdout: string }) => failure);
  const rows = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const played = rows.filter(({ kind }) => kind === 'conversation');
  expect(played).toHaveLength(
    readdirSync('test/conversations/golden').filter((name) => name.endsWith('.yaml')).length,
  );
  expect(rows.filter(({ kind }) => kind === 'problem' || kind === 'difference')).toEqual([]);
  const coverage = rows.filter(({ kind }) => kind === 'coverage');
  expect(new Set(coverage.map(({ locale }) => locale))).toEqual(new Set(['en', 'fr', 'vi']));
  expect(coverage.flatMap(({ missed }) => missed)).toEqual([]);
}, 180_000);
