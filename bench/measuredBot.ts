import { type ChildProcess, fork } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Usage } from './reportUsage.js';

/** A bot in a process of its own. */
export interface MeasuredBot {
  readonly url: string;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

/** Starts `script` (relative to dist-bench) on a free port and waits until it takes connections. */
export async function startBot(script: string, env: Record<string, string>): Promise<MeasuredBot> {
  const port = await freePort();
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error', ...env },
    execArgv: ['--import', new URL('./reportUsage.js', import.meta.url).href],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await untilServing(`http://127.0.0.1:${port}/`, child);
  return {
    url: `http://127.0.0.1:${port}/api/messages`,
    usage: () =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(message as Usage));
        child.send('usage');
      }),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function untilServing(url: string, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`the bot ended with ${child.exitCode}`);
    const served = await fetch(url).then(
      () => true,
      () => false,
    );
    if (served) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nothing serves ${url}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
