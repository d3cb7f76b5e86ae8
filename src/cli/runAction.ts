import { suggest } from '../dialogTree/didYouMean.js';
import type { CliIo, ExitCode } from './cliIo.js';
import type { RunCommand } from './commands.js';
import type { ParsedArguments } from './parseArguments.js';
import { usageError } from './usageError.js';

/** Runs the action that the first argument names, with the rest. Throws CodedError `usage` for none and an unknown one. */
export async function runAction(
  command: string,
  actions: { readonly [action: string]: () => Promise<RunCommand> },
  parsed: ParsedArguments,
  io: CliIo,
): Promise<ExitCode> {
  const [action = '', ...rest] = parsed.positionals;
  const load = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (load === undefined) {
    const mend = suggest(action, Object.keys(actions), `See \`trustdesk help ${command}\`.`);
    throw usageError(
      action === '' ? `${command} needs an action` : `${command} has no action ${action}`,
      mend,
    );
  }
  const run = await load();
  return run({ ...parsed, positionals: rest }, io);
}
