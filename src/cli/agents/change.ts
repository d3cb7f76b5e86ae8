import { readAgentName } from '../../handoff/agents/newAgent.js';
import type { AgentChange } from '../../storage/agentStore.js';
import { type CliIo, type ExitCode, exitCodes } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { readLocale } from '../readOptions.js';
import { usageError } from '../usageError.js';
import { readRole } from './readRole.js';
import { changedMeanwhile, readEmailArgument, requireAgent, withAgents } from './withAgents.js';

/** `trustdesk agents change EMAIL [--name N] [--role R] [--locale L]` */
export async function change(parsed: ParsedArguments, io: CliIo): Promise<ExitCode> {
  const email = readEmailArgument(parsed, 'change');
  const wanted = readChange(parsed, io);
  return withAgents(io, async (agents, note) => {
    const { id } = await requireAgent(agents, email);
    const changed = await agents.change(id, wanted);
    if (changed === null || changed === 'taken') throw changedMeanwhile(email);
    await note({ action: 'agent-changed', detail: `${email} to ${Object.values(wanted).join(', ')}` });
    io.stdout.write(`${changed.name} <${email}> is ${changed.role}, in ${changed.locale}.\n`);
    return exitCodes.trusted;
  });
}

function readChange(parsed: ParsedArguments, io: CliIo): AgentChange {
  const name = readAgentName(parsed.value('name') ?? '');
  const role = readRole(parsed.value('role'));
  const locale = parsed.value('locale');
  if (name === '' && role === null && locale === null)
    throw usageError('agents change needs --name, --role or --locale');
  return {
    ...(name === '' ? {} : { name }),
    ...(role === null ? {} : { role }),
    ...(locale === null ? {} : { locale: readLocale(locale, io.env) }),
  };
}
