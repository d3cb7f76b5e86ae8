import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { changedMeanwhile, readEmailArgument, requireAgent, withAgents } from './withAgents.js';

/** `trustdesk agents disable EMAIL`: a desk of theirs that is open closes within seconds. */
export function disable(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  return setDisabled(parsed, io, true);
}

/** `trustdesk agents enable EMAIL` */
export function enable(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  return setDisabled(parsed, io, false);
}

async function setDisabled(parsed: ParsedArguments, io: CliIo, disabled: boolean): Promise<ExitCode> {
  const email = readEmailArgument(parsed, disabled ? 'disable' : 'enable');
  return withAgents(io, async (agents, note) => {
    const { id } = await requireAgent(agents, email);
    const changed = await agents.change(id, { disabled });
    if (changed === null || changed === 'taken') throw changedMeanwhile(email);
    await note({ action: disabled ? 'agent-disabled' : 'agent-enabled', detail: email });
    io.stdout.write(`${email} ${disabled ? 'can no longer sign in' : 'can sign in again'}.\n`);
    return exitCodes.trusted;
  });
}
