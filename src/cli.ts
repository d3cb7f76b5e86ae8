#!/usr/bin/env node
import module from 'node:module';
import { systemClock } from './base/clock.js';
import { askPassword } from './cli/askPassword.js';
import { runCli } from './cli/runCli.js';

// What is loaded after this line is compiled once for all runs; Node 20 has no such cache.
module.enableCompileCache?.();

try {
  process.loadEnvFile();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

// `trustdesk … | head` closes the pipe early; what was to be said has been said.
process.stdout.on('error', () => process.exit());

const code = await runCli(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  clock: systemClock,
  askPassword: (question) => askPassword(question, process.stdin, process.stderr),
  untilStopped: () =>
    new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    }),
});
// A name lookup that was given up goes on for up to half a minute; nobody should wait for it.
process.stdout.write('', () => process.exit(code));
