import { currentRelease, listReleases, type Release } from '../../app/own/releases.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import { jsonLine } from '../humanText.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { requireFolder } from './knowledgeFolder.js';

/** `trustdesk dialogs releases`: what was published, the latest last; the one that is served is marked. */
export async function releases(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('dialogs releases takes no argument');
  const folder = requireFolder(io.env, 'releases');
  const current = await currentRelease(folder);
  const all = await listReleases(folder);
  for (const release of all) {
    const served = release.number === current;
    io.stdout.write(parsed.flag('json') ? jsonLine({ ...release, served }) : `${line(release, served)}\n`);
  }
  if (all.length === 0 && !parsed.flag('json')) io.stdout.write('Nothing has been published.\n');
  return exitCodes.trusted;
}

function line({ number, at, by, articles, note }: Release, served: boolean): string {
  const when = at.slice(0, 16).replace('T', ' ');
  const about = note === null ? '' : `  (${note})`;
  return `${served ? '*' : ' '} ${String(number).padStart(3)}  ${when} UTC  ${by}  ${articles.join(', ')}${about}`;
}
