import { suggest } from '../dialogTree/didYouMean.js';
import type { CliIo, ExitCode } from './cliIo.js';
import type { RunCommand } from './commands.js';
import type { ParsedArguments } from './parseArguments.js';
import { usageError } from './usageError.js';

/** `trustdesk agents ACTION`: one file an action, loaded when it runs. */
const actions: { readonly [action: string]: () => Promise<RunCommand> } = {
  add: async () => (await import('./agents/add.js')).add,
  change: async () => (await import('./agents/change.js')).change,
  disable: async () => (await import('./agents/disable.js')).disable,
  enable: async () => (await import('./agents/disable.js')).enable,
  list: async () => (await import('./agents/list.js')).list,
  password: async () => (await import('./agents/password.js')).password,
};

export async function agentsCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [action = '', ...rest] = parsed.positionals;
  const load = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (load === undefined) {
    const mend = suggest(action, Object.keys(actions), 'See `trustdesk help agents`.');
    throw usageError(action === '' ? 'agents needs an action' : `agents has no action ${action}`, mend);
  }
  const run = await load();
  return run({ ...parsed, positionals: rest }, io);
}
