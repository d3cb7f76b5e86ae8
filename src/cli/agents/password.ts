import { hashPassword } from '../../handoff/agents/passwordHash.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { newPassword } from './newPassword.js';
import { changedMeanwhile, readEmailArgument, requireAgent, withAgents } from './withAgents.js';

/** `trustdesk agents password EMAIL`: gives a new one, and signs the agent out everywhere. */
export async function password(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const email = readEmailArgument(parsed, 'password');
  return withAgents(io, async (agents, note) => {
    const { id } = await requireAgent(agents, email);
    const passwordHash = await hashPassword(await newPassword(parsed.value('password-file'), email, io));
    const changed = await agents.change(id, { passwordHash });
    if (changed === null || changed === 'taken') throw changedMeanwhile(email);
    await note({ action: 'password-changed', detail: email });
    io.stdout.write(`${email} has a new password and is signed out everywhere.\n`);
    return exitCodes.trusted;
  });
}
