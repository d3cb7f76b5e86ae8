import type { AgentRecord } from '../../storage/agentStore.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import { jsonLine } from '../humanText.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { withAgents } from './withAgents.js';

/** `trustdesk agents list`: who may sign in at the desk, and how. */
export async function list(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  if (parsed.positionals.length > 0) throw usageError('agents list takes no argument');
  const all = await withAgents(io, (agents) => agents.list());
  const asJson = parsed.flag('json');
  for (const agent of all) io.stdout.write(asJson ? jsonLine(shown(agent)) : line(agent));
  if (all.length === 0 && !asJson)
    io.stdout.write('There is no agent yet; `trustdesk agents add EMAIL` adds one.\n');
  return exitCodes.trusted;
}

/** Without the password's hash. */
function shown({ passwordHash, oidc, ...agent }: AgentRecord): object {
  return { ...agent, password: passwordHash !== null, oidc: oidc?.issuer ?? null };
}

function line({ email, name, role, locale, disabled, lastSeenAt }: AgentRecord): string {
  const seen = lastSeenAt === null ? 'never seen' : `seen ${lastSeenAt.slice(0, 16).replace('T', ' ')} UTC`;
  return `${email}  ${name}  ${role}  ${locale}  ${disabled ? 'disabled' : seen}\n`;
}
