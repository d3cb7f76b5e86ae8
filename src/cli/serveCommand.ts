import { type CliIo, type ExitCode, exitCodes } from './cliIo.js';
import { lineLog } from './lineLog.js';
import type { ParsedArguments } from './parseArguments.js';
import { usageError } from './usageError.js';

/** `trustdesk serve`: the server of `npm start`, until it is told to stop. */
export async function serveCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('serve takes no arguments');
  const [{ readSettings }, { createApp }, { startupFailure }] = await Promise.all([
    import('../app/settings.js'),
    import('../app/createApp.js'),
    import('../app/startupFailure.js'),
  ]);
  const settings = readSettings(io.env);
  const log = lineLog(io.stdout, settings.LOG_LEVEL, io.clock);
  try {
    const app = await createApp(settings, { clock: io.clock, log });
    const { url } = await app.start();
    log.info({ url }, `TrustDesk serves at ${url}`);
    await io.untilStopped();
    await app.stop();
    log.info({}, 'TrustDesk has stopped.');
    return exitCodes.trusted;
  } catch (error) {
    io.stderr.write(`${startupFailure(error, { host: settings.HOST, port: settings.PORT })}\n`);
    return exitCodes.internal;
  }
}
