import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import { jsonLine } from '../humanText.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { withStorage } from '../withStorage.js';

const mostListed = 1_000;
const mostCases = 100;

/** `trustdesk conversations list`: what is kept of whom, the latest first. */
export async function list(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('conversations list takes no argument');
  const person = parsed.value('person');
  return withStorage(io, async ({ records, cases }) => {
    const found = await records.conversations({ ...(person === null ? {} : { person }), limit: mostListed });
    for (const known of found) {
      const its = await cases.list({ conversation: known.conversation, limit: mostCases });
      const references = its.map(({ reference }) => reference);
      const { conversation, firstDay, lastDay, people } = known;
      io.stdout.write(
        parsed.flag('json')
          ? jsonLine({ ...known, cases: references })
          : `${conversation}  ${firstDay} – ${lastDay}  ${[...people, ...references].join('  ')}\n`,
      );
    }
    if (found.length === mostListed)
      io.stderr.write(`There may be more than ${mostListed}; --person shows those of one person.\n`);
    return exitCodes.trusted;
  });
}
