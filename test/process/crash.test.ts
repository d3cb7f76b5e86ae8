import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { until } from '../bot/until.js';
import { closedPort, type LabServer, silentServer } from '../lab/lab.js';
import { connect, post } from './chat.js';
import { ServerProcess } from './serverProcess.js';

jest.setTimeout(120_000);

let folder: string;
let server: ServerProcess;
let silent: LabServer | undefined;
let environment: Record<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'trustdesk-process-'));
  environment = {
    DATA_DIR: folder,
    PORT: String(await closedPort()),
    PROBE_ALLOWED_NETWORKS: '127.0.0.0/8',
    PROBE_ALLOWED_PORTS: '1024-65535',
    PROBE_TIMEOUT_MS: '3000',
  };
  server = await ServerProcess.start(environment);
});

afterEach(async () => {
  await server.stop();
  await silent?.close();
  silent = undefined;
  rmSync(folder, { recursive: true, force: true });
});

test('killed in mid-turn and in mid-probe, it gives each answer exactly once', async () => {
  const held = await silentServer();
  silent = held;
  const { line, seen, texts } = await connect(server.url);
  await until('the greeting', () => texts().length > 0);

  // More turns than can be over when the process dies: the posts are acknowledged, most of the answers are not made.
  const thanks = 30;
  await Promise.all(Array.from({ length: thanks }, () => post(line, 'thanks')));
  await server.kill();
  const answeredBefore = texts().filter((text) => text.startsWith('You')).length;
  server = await ServerProcess.start(environment);
  await until(
    'all thanks answered',
    () => texts().filter((text) => text.startsWith('You')).length >= thanks,
    40_000,
  );

  await post(
    line,
    `Could not establish trust relationship for the SSL/TLS secure channel https://127.0.0.1:${held.port}/`,
  );
  await until('the probe connecting', () => held.connections() > 0);
  await server.kill();
  const diagnosed = () =>
    seen
      .filter(({ channelData }) => channelData?.trustdesk?.kind === 'diagnosis')
      .map((activity) => activity.id);
  expect(diagnosed()).toEqual([]);
  server = await ServerProcess.start(environment);
  await until('the diagnosis', () => diagnosed().length > 0, 40_000);
  await post(line, 'thanks');
  await until(
    'the last thanks',
    () => texts().filter((text) => text.startsWith('You')).length > thanks,
    10_000,
  );

  expect(answeredBefore).toBeLessThan(thanks);
  expect(texts().filter((text) => text.startsWith('You'))).toHaveLength(thanks + 1);
  const ids = seen.filter(({ type }) => type === 'message').map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(diagnosed()).toHaveLength(1);
});

test('a password in a URL is in no file and no line of the log', async () => {
  const secret = 'Tr0ub4dor-and-3';
  const { line, texts } = await connect(server.url);
  await until('the greeting', () => texts().length > 0);
  await post(line, `https://admin:${secret}@mail.contoso.invalid/EWS/Exchange.asmx`);
  await until('the answer', () => texts().some((text) => text.includes('mail.contoso.invalid can')), 20_000);
  await server.stop();
  const files = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'latin1'));
  expect(files.length).toBeGreaterThan(0);
  for (const content of [...files, server.log]) expect(content).not.toContain(secret);
  expect(texts().some((text) => text.includes('password'))).toBe(true);
});

test('SIGTERM ends it, and the next start goes on with the same conversation', async () => {
  const { line, texts } = await connect(server.url);
  await until('the greeting', () => texts().length > 0);
  await post(line, 'help');
  await until('the help', () => texts().some((text) => text.includes('start over')));
  await server.stop();
  server = await ServerProcess.start(environment);
  await post(line, 'thanks');
  await until('the thanks', () => texts().some((text) => text.startsWith('You')), 40_000);
  expect(texts().filter((text) => text.includes('start over'))).toHaveLength(1);
});
