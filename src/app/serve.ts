import { pino } from 'pino';
import type { Clock } from '../base/clock.js';
import { createApp } from './createApp.js';
import { readSettings } from './settings.js';
import { startupFailure } from './startupFailure.js';

export interface ServeIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes the log, one JSON line an event. */
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly clock: Clock;
  /** Resolves when the server is to stop. */
  untilStopped(): Promise<void>;
}

/**
 * Runs the server until it is told to stop; false when it could not start, which stderr has been told.
 * Throws CodedError `settings-invalid` for wrong settings.
 */
export async function serve(io: ServeIo): Promise<boolean> {
  const settings = readSettings(io.env);
  const log = pino({ level: settings.LOG_LEVEL }, io.stdout as { write(text: string): void });
  try {
    const app = await createApp(settings, { clock: io.clock, log });
    const { url } = await app.start();
    log.info({ url }, `TrustDesk serves at ${url}`);
    await io.untilStopped();
    await app.stop();
    log.info({}, 'TrustDesk has stopped.');
    return true;
  } catch (error) {
    io.stderr.write(`${startupFailure(error, { host: settings.HOST, port: settings.PORT })}\n`);
    return false;
  }
}
