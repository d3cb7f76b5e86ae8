import { type CliIo, type ExitCode, exitCodes } from './cliIo.js';
import type { ParsedArguments } from './parseArguments.js';
import { usageError } from './usageError.js';

/** `trustdesk serve`: the server of `npm start`, until it is told to stop. */
export async function serveCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('serve takes no arguments');
  const { serve } = await import('../app/serve.js');
  return (await serve(io)) ? exitCodes.trusted : exitCodes.internal;
}
