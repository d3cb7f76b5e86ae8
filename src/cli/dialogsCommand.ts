import { type CliIo, type ExitCode, exitCodes } from './cliIo.js';
import { jsonLine } from './humanText.js';
import type { ParsedArguments } from './parseArguments.js';
import { notSupportedYet, usageError } from './usageError.js';

/** `trustdesk dialogs check`: every problem of the trees and their texts, one a line. */
export async function dialogsCommand(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [action, extra] = parsed.positionals;
  if (action === 'graph' || action === 'test')
    throw notSupportedYet(`dialogs ${action}`, 'Use `trustdesk dialogs check`.');
  if (action !== 'check' || extra !== undefined)
    throw usageError('dialogs needs an action', 'Use `trustdesk dialogs check`.');
  const [{ checkKnowledge }, { readShippedKnowledge }, { problemLine }] = await Promise.all([
    import('../app/checkKnowledge.js'),
    import('../app/knowledgeFiles.js'),
    import('../dialogTree/validate/checkDialogs.js'),
  ]);
  const { problems, trees } = checkKnowledge(readShippedKnowledge());
  for (const problem of problems) {
    io.stdout.write(parsed.flag('json') ? jsonLine(problem) : `${problemLine(problem)}\n`);
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (!parsed.flag('json')) {
    io.stdout.write(
      `${trees.length} trees without errors, ${errors} errors, ${problems.length - errors} warnings\n`,
    );
  }
  return errors > 0 ? exitCodes.untrusted : exitCodes.trusted;
}
