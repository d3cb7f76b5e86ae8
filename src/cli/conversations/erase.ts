import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CaseFeed } from '../../handoff/caseFeed.js';
import { makeHandoff } from '../../handoff/handoff.js';
import { erasePerson } from '../../handoff/rights/erasePerson.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { commandLine, withStorage } from '../withStorage.js';

/** The server looks once a minute for what another process has written. */
const longestWaitMs = 75_000;
const mostListed = 1_000;

/** `trustdesk conversations erase PERSON --yes`: beside a running server too, whose agents and hubs learn of it. */
export async function erase(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const [person = '', ...more] = parsed.positionals;
  if (person === '' || more.length > 0) throw usageError('conversations erase takes one person');
  return withStorage(io, async (storage) => {
    if (!parsed.flag('yes')) {
      const found = await storage.records.conversations({ person, limit: mostListed });
      throw usageError(
        `this would erase everything of ${person} with cases and files, conversations: ${found.length}`,
        'It cannot be undone. Add --yes to do it.',
      );
    }
    const caseFeed = new CaseFeed();
    const { clock } = io;
    const handoff = makeHandoff({ storage, feed: caseFeed, accepted: () => undefined, clock });
    const newSecret = () => randomBytes(32).toString('hex');
    const parts = { storage, handoff, caseFeed, clock, newSecret, longestWaitMs };
    const erased = await erasePerson({ ...parts, pause: async (ms) => pause(ms) }, person, commandLine);
    if (erased === null) {
      throw usageError(
        `there is nothing of a person ${person}`,
        'People are named as `trustdesk conversations list` shows them, for example directline/dl_1234.',
      );
    }
    io.stdout.write(
      `Everything of ${person} is erased, conversations: ${erased.conversations}. The audit log names the person as ${erased.hash}.\n`,
    );
    return exitCodes.trusted;
  });
}
