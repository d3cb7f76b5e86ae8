import type { CliIo, ExitCode } from './cliIo.js';
import type { RunCommand } from './commands.js';
import type { ParsedArguments } from './parseArguments.js';
import { runAction } from './runAction.js';

/** `trustdesk dialogs ACTION`: one file an action, loaded when it runs. */
const actions: { readonly [action: string]: () => Promise<RunCommand> } = {
  check: async () => (await import('./dialogs/check.js')).check,
  graph: async () => (await import('./dialogs/graph.js')).graph,
  looks: async () => (await import('./dialogs/looks.js')).looks,
  new: async () => (await import('./dialogs/new.js')).newArticle,
  preview: async () => (await import('./dialogs/preview.js')).preview,
  publish: async () => (await import('./dialogs/publish.js')).publish,
  releases: async () => (await import('./dialogs/releases.js')).releases,
  rollback: async () => (await import('./dialogs/rollback.js')).rollback,
  test: async () => (await import('./dialogs/test.js')).test,
};

export function dialogsCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  return runAction('dialogs', actions, parsed, io);
}
