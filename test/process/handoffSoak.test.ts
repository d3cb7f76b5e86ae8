import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

// The short form of `npm run soak`: the same processes, fewer messages and kills.
test('people, agents and the server are killed while they talk: nothing is lost, doubled or out of order', async () => {
  if (!existsSync('dist/main.js')) throw new Error('dist/main.js is missing: run `npm run build` first');
  const size = ['--messages', '600', '--people', '10', '--kills', '6'];
  const pace = ['--pace', '600', '--every', '1500', '--limit', '90000'];
  const { stdout } = await run(
    process.execPath,
    [path.resolve('scripts/run.js'), 'soak', ...size, ...pace, '--json'],
    { env: { PATH: process.env['PATH'] ?? '' }, timeout: 150_000 },
  ).catch((failure: { readonly stdout: string }) => failure);
  const all = { come: 300, lost: 0, doubled: 0, outOfOrder: 0 };
  expect(JSON.parse(stdout)).toMatchObject({
    ...{ wrong: 0, botSpoke: 0, people: all, agents: all, agentsOwn: all },
    kills: { server: 2, person: 2, agent: 2 },
  });
}, 160_000);
