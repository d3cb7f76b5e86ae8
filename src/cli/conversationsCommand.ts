import type { CliIo, ExitCode } from './cliIo.js';
import type { RunCommand } from './commands.js';
import type { ParsedArguments } from './parseArguments.js';
import { runAction } from './runAction.js';

/** `trustdesk conversations ACTION`: one file an action, loaded when it runs. */
const actions: { readonly [action: string]: () => Promise<RunCommand> } = {
  erase: async () => (await import('./conversations/erase.js')).erase,
  export: async () => (await import('./conversations/export.js')).exportOne,
  list: async () => (await import('./conversations/list.js')).list,
};

export function conversationsCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  return runAction('conversations', actions, parsed, io);
}
