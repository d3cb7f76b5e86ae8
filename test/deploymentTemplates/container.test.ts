import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { readSettings } from '../../src/app/settings.js';
import { settingsSpec } from '../../src/app/settingsSpec.js';
import { botApp, resourceOf } from './armTemplate.js';

const file = 'deploymentTemplates/container/Containerfile';
const ignored = readFileSync(`${file}.dockerignore`, 'utf8')
  .split('\n')
  .filter((line) => /^[^#]/.test(line));
const instructions = readFileSync(file, 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean)
  .map((line) => {
    const [word = '', ...rest] = line.split(' ');
    return { word, rest: rest.join(' ') };
  });
const last = instructions.slice(instructions.findLastIndex(({ word }) => word === 'FROM'));

function only(word: string): string {
  const found = last.filter((instruction) => instruction.word === word);
  expect(found).toHaveLength(1);
  return found[0]?.rest ?? '';
}

const environment = Object.fromEntries(
  only('ENV')
    .split(' ')
    .map((pair) => pair.split('=', 2)),
);
const copied = instructions
  .filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from='))
  .flatMap(({ rest }) => rest.split(' ').slice(0, -1));

describe('the container', () => {
  test('is built from what exists and from stages that came before', () => {
    for (const source of copied) expect([source, existsSync(source)]).toEqual([source, true]);
    const stages = instructions
      .filter(({ word }) => word === 'FROM')
      .map(({ rest }) => rest.split(' AS ')[1]);
    const used = instructions.flatMap(({ rest }) => /^--from=(\S+)/.exec(rest)?.[1] ?? []);
    expect(stages.slice(0, -1).sort()).toEqual([...used].sort());
  });

  test('shows the builder no more than it copies', () => {
    expect(ignored[0]).toBe('*');
    expect(ignored.slice(1).sort()).toEqual([...new Set(copied)].map((source) => `!${source}`).sort());
  });

  test('has the runtime of the web app in every stage', () => {
    const { siteConfig } = resourceOf(botApp, 'Microsoft.Web/sites').properties;
    const major = /NODE\|(\d+)-LTS/.exec(JSON.stringify(siteConfig))?.[1];
    const images = instructions.filter(({ word }) => word === 'FROM').map(({ rest }) => rest.split(' ')[0]);
    expect(new Set(images)).toEqual(new Set([`node:${major}-slim`]));
  });

  test('installs what is locked, and what runs only', () => {
    const installs = instructions.filter(({ rest }) => /^npm (ci|install)/.test(rest));
    expect(installs.map(({ rest }) => rest.split(' && ')[0])).toEqual([
      'npm ci',
      'npm ci --omit=dev --ignore-scripts',
    ]);
  });

  test('serves others with settings that TrustDesk knows, and no secret', () => {
    const { NODE_ENV, ...settings } = environment;
    expect(NODE_ENV).toBe('production');
    expect(Object.keys(settingsSpec)).toEqual(expect.arrayContaining(Object.keys(settings)));
    expect(readSettings(settings)).toMatchObject({ HOST: '0.0.0.0', PORT: 3978, DATA_DIR: '/data' });
    expect(readFileSync(file, 'utf8')).not.toMatch(/secret|password|token|\bARG\b/i);
  });

  test('runs without rights over itself, and keeps its data in a volume that it may write', () => {
    const order = last.map(({ word }) => word);
    expect(only('USER')).toBe('node');
    expect(order.indexOf('USER')).toBeLessThan(order.indexOf('CMD'));
    expect(only('VOLUME')).toBe(environment['DATA_DIR']);
    expect(only('RUN')).toBe(`install --directory --owner=node --group=node ${environment['DATA_DIR']}`);
    expect(order.indexOf('RUN')).toBeLessThan(order.indexOf('VOLUME'));
    expect(only('EXPOSE')).toBe(environment['PORT']);
  });

  test('starts what the web app starts', () => {
    const { siteConfig } = resourceOf(botApp, 'Microsoft.Web/sites').properties;
    const command = (JSON.parse(only('CMD')) as string[]).join(' ');
    expect(JSON.stringify(siteConfig)).toContain(`'${command}'`);
    expect(existsSync(command.replace(/^node dist\/(.+)\.js$/, 'src/$1.ts'))).toBe(true);
  });
});

describe('the health check', () => {
  const [command = '', ...args] = JSON.parse(only('HEALTHCHECK').replace(/^.*?CMD /, '')) as string[];

  async function run(port: number): Promise<number> {
    const child = spawn(process.execPath, args, { env: { PORT: String(port) }, stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    return code;
  }

  async function runAgainst(status: number): Promise<{ readonly code: number; readonly asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      // Not writeHead(): restify, which another test of this process may have loaded, replaces it by one that returns nothing.
      response.statusCode = status;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const code = await run((server.address() as AddressInfo).port);
    server.close();
    return { code, asked };
  }

  test('passes when TrustDesk is well, and fails when it is not or not there', async () => {
    expect(command).toBe('node');
    expect(await runAgainst(200)).toEqual({ code: 0, asked: ['/health'] });
    expect(await runAgainst(503)).toEqual({ code: 1, asked: ['/health'] });
    expect(await run(1)).toBe(1);
  });
});
