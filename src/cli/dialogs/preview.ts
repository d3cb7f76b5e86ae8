import { createApp } from '../../app/createApp.js';
import { readShippedKnowledge } from '../../app/knowledgeFiles.js';
import { workingCopy } from '../../app/own/workingCopy.js';
import { readSettings } from '../../app/settings.js';
import { startupFailure } from '../../app/startupFailure.js';
import type { Log } from '../../base/log.js';
import type { Problem } from '../../dialogTree/problem.js';
import { problemLine } from '../../dialogTree/validate/checkDialogs.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { requireFolder } from './knowledgeFolder.js';

const host = '127.0.0.1';
const usualPort = '3979';

/** `trustdesk dialogs preview`: a chat for this machine alone, with the working copy; its database is in memory. */
export async function preview(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('dialogs preview takes no argument');
  const folder = requireFolder(io.env, 'preview');
  const settings = readSettings(privately(io.env, parsed.value('port') ?? usualPort));
  const source = workingCopy(folder, readShippedKnowledge(), (problems) => tell(io, problems));
  try {
    const app = await createApp(settings, { clock: io.clock, log: failuresTo(io) }, source);
    const { url } = await app.start();
    io.stdout.write(`Preview of ${folder} at ${url}; changed files are read again. Ctrl+C ends it.\n`);
    await io.untilStopped();
    await app.stop();
    return exitCodes.trusted;
  } catch (error) {
    io.stderr.write(`${startupFailure(error, { host, port: settings.PORT })}\n`);
    return exitCodes.internal;
  }
}

/** The operator's settings without those that lead to the served bot: its address, its channels, its database. */
function privately(env: CliIo['env'], port: string): CliIo['env'] {
  const {
    PROBE_ALLOWED_NETWORKS,
    PROBE_ALLOWED_PORTS,
    PROBE_TRUST_ANCHORS,
    SUPPORT_CONTACT,
    DEFAULT_LOCALE,
  } = env;
  return {
    ...{ PROBE_ALLOWED_NETWORKS, PROBE_ALLOWED_PORTS, PROBE_TRUST_ANCHORS, SUPPORT_CONTACT, DEFAULT_LOCALE },
    ...{ PORT: port, HOST: host, DATABASE_URL: 'sqlite::memory:' },
  };
}

function tell(io: CliIo, problems: readonly Problem[]): void {
  for (const problem of problems) io.stdout.write(`left out: ${problemLine(problem)}\n`);
  const state = problems.length === 0 ? 'everything is in' : 'the rest is in';
  io.stdout.write(`${io.clock.now().toISOString().slice(11, 19)} UTC: the files were read, ${state}\n`);
}

function failuresTo({ stderr }: CliIo): Log {
  const say = (_fields: object, message: string) => stderr.write(`${message}\n`);
  return { debug() {}, info() {}, warn() {}, error: say };
}
