import { readShippedKnowledge } from '../../app/knowledgeFiles.js';
import { checkOwn } from '../../app/own/checkOwn.js';
import { currentRelease, listReleases, readRelease, switchTo } from '../../app/own/releases.js';
import { problemLine } from '../../dialogTree/validate/checkDialogs.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { requireFolder } from './knowledgeFolder.js';

/** `trustdesk dialogs rollback [N]`: lets the running servers serve the former release, or the N-th. */
export async function rollback(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const folder = requireFolder(io.env, 'rollback');
  const [asked, extra] = parsed.positionals;
  if (extra !== undefined) throw usageError('dialogs rollback takes one release');
  const numbers = (await listReleases(folder)).map(({ number }) => number);
  const number = asked === undefined ? await formerRelease(folder, numbers) : readNumber(asked, numbers);
  const own = await readRelease(folder, number);
  const errors = checkOwn(readShippedKnowledge(), own).problems.filter(
    ({ severity }) => severity === 'error',
  );
  for (const problem of errors) io.stdout.write(`left out of what is served: ${problemLine(problem)}\n`);
  await switchTo(folder, number);
  io.stdout.write(`Release ${number} is served again. The files in KNOWLEDGE_DIR stay as they are.\n`);
  return exitCodes.trusted;
}

async function formerRelease(folder: string, numbers: readonly number[]): Promise<number> {
  const current = await currentRelease(folder);
  const former = numbers.findLast((number) => current !== null && number < current);
  if (former !== undefined) return former;
  throw usageError('there is no release before the current one', seeReleases);
}

function readNumber(asked: string, numbers: readonly number[]): number {
  const number = numbers.find((known) => String(known) === asked);
  if (number !== undefined) return number;
  throw usageError(`there is no release ${asked}`, seeReleases);
}

const seeReleases = '`trustdesk dialogs releases` lists them.';
