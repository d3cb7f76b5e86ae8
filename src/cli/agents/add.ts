import { randomUUID } from 'node:crypto';
import { newAgent } from '../../handoff/agents/newAgent.js';
import { hashPassword } from '../../handoff/agents/passwordHash.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { readLocale } from '../readOptions.js';
import { usageError } from '../usageError.js';
import { newPassword } from './newPassword.js';
import { readRole } from './readRole.js';
import { readEmailArgument, withAgents } from './withAgents.js';

/** `trustdesk agents add EMAIL`: everything is checked before a password is asked for. */
export async function add(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const email = readEmailArgument(parsed, 'add');
  const role = readRole(parsed.value('role')) ?? 'agent';
  const locale = readLocale(parsed.value('locale'), io.env);
  return withAgents(io, async (agents, note) => {
    if ((await agents.byEmail(email)) !== null) throw known(email);
    const passwordHash = await hashPassword(await newPassword(parsed.value('password-file'), email, io));
    const wish = {
      id: randomUUID(),
      email,
      name: parsed.value('name'),
      role,
      locale,
      passwordHash,
      oidc: null,
    };
    const agent = newAgent({ ...wish, now: io.clock.now() });
    if ((await agents.add(agent)) === 'taken') throw known(email);
    await note({ action: 'agent-added', detail: `${email} as ${role}` });
    io.stdout.write(`${agent.name} <${email}> can sign in at /desk as ${role}.\n`);
    return exitCodes.trusted;
  });
}

function known(email: string) {
  return usageError(
    `there is already an agent ${email}`,
    'A new password: `trustdesk agents password EMAIL`. Let a disabled one in again: `trustdesk agents enable EMAIL`.',
  );
}
