import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { silentServer } from '../lab/lab.js';
import { cli } from './captureIo.js';

test('serves until it is told to stop', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-serve-'));
  let log = '';
  let statuses: readonly number[] = [];
  const { code, err } = await cli(['serve'], {
    env: { PORT: '0', DATA_DIR: folder },
    stdout: { write: (text) => (log += text) },
    untilStopped: async () => {
      const url = /"url":"([^"]+)"/.exec(log)?.[1];
      const asked = ['/health', '/dialogs', '/dialogs/root?locale=vi'].map((way) => fetch(`${url}${way}`));
      statuses = (await Promise.all(asked)).map(({ status }) => status);
    },
  });
  rmSync(folder, { recursive: true });
  expect([code, err, statuses]).toEqual([0, '', [200, 200, 200]]);
  for (const line of log.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg');
});

test('says what keeps it from starting', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-serve-'));
  const taken = await silentServer();
  const { code, err } = await cli(['serve'], { env: { PORT: String(taken.port), DATA_DIR: folder } });
  await taken.close();
  rmSync(folder, { recursive: true });
  expect(code).toBe(70);
  expect(err).toContain('PORT');
});
