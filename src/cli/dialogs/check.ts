import type { KnowledgeFiles } from '../../app/knowledgeFiles.js';
import { takenErrors } from '../../app/own/takenErrors.js';
import { inFileOrder, type Problem } from '../../dialogTree/problem.js';
import { problemLine } from '../../dialogTree/validate/checkDialogs.js';
import { outdatedReviews } from '../../dialogTree/validate/outdatedReviews.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import { jsonLine } from '../humanText.js';
import type { ParsedArguments } from '../parseArguments.js';
import { readInstant } from '../readOptions.js';
import { usageError } from '../usageError.js';
import { readWorkingKnowledge } from './workingKnowledge.js';

/** `trustdesk dialogs check`: every problem of the trees, procedures, signatures, sources and texts, one a line. */
export async function check(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('dialogs check takes no file', 'It checks them all.');
  const at = readInstant(parsed.value('at')) ?? io.clock.now();
  const working = await readWorkingKnowledge(io.env);
  const { files, problems: found, trees } = working.check();
  const sound = found.every(({ severity }) => severity === 'warning');
  const taken = sound ? takenErrors(working.shipped, working.own) : [];
  const problems = inFileOrder([...found, ...taken, ...outdated(files, at)]);
  const print = parsed.flag('json') ? jsonLine : (problem: Problem) => `${problemLine(problem)}\n`;
  for (const problem of problems) io.stdout.write(print(problem));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (!parsed.flag('json')) {
    io.stdout.write(
      `${trees.length} trees without errors, ${errors} errors, ${problems.length - errors} warnings\n`,
    );
  }
  return errors > 0 ? exitCodes.untrusted : exitCodes.trusted;
}

function outdated({ trees, procedures, sources }: KnowledgeFiles, at: Date): readonly Problem[] {
  return outdatedReviews([...trees, ...procedures, sources], at);
}
