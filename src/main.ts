import { pino } from 'pino';
import { createApp } from './app/createApp.js';
import { readSettings } from './app/settings.js';
import { startupFailure } from './app/startupFailure.js';
import { systemClock } from './base/clock.js';

/** Starts the server and stops it on SIGINT or SIGTERM. */
export async function main(): Promise<void> {
  let where = { host: '', port: 0 };
  try {
    loadDotEnv();
    const settings = readSettings(process.env);
    where = { host: settings.HOST, port: settings.PORT };
    const log = pino({ level: settings.LOG_LEVEL });
    const app = await createApp(settings, { clock: systemClock, log });
    const { url } = await app.start();
    log.info({ url }, `TrustDesk serves at ${url}`);
    stopOnSignals(async () => {
      await app.stop();
      log.info({}, 'TrustDesk has stopped.');
    });
  } catch (error) {
    process.stderr.write(`${startupFailure(error, where)}\n`);
    process.exitCode = 1;
  }
}

function loadDotEnv(): void {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void stop().then(() => process.exit(0));
    });
  }
}

await main();
