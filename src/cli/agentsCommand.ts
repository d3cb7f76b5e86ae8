import type { CliIo, ExitCode } from './cliIo.js';
import type { RunCommand } from './commands.js';
import type { ParsedArguments } from './parseArguments.js';
import { runAction } from './runAction.js';

/** `trustdesk agents ACTION`: one file an action, loaded when it runs. */
const actions: { readonly [action: string]: () => Promise<RunCommand> } = {
  add: async () => (await import('./agents/add.js')).add,
  change: async () => (await import('./agents/change.js')).change,
  disable: async () => (await import('./agents/disable.js')).disable,
  enable: async () => (await import('./agents/disable.js')).enable,
  list: async () => (await import('./agents/list.js')).list,
  password: async () => (await import('./agents/password.js')).password,
};

export function agentsCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  return runAction('agents', actions, parsed, io);
}
