import { CodedError } from '../../base/codedError.js';
import { readEmail } from '../../handoff/agents/newAgent.js';
import type { AgentRecord, AgentStore } from '../../storage/agentStore.js';
import type { CliIo } from '../cliIo.js';
import type { ParsedArguments } from '../parseArguments.js';
import { usageError } from '../usageError.js';
import { type Note, withStorage } from '../withStorage.js';

/** Opens the agents of the settings' database, beside a running server too, and closes it again. */
export function withAgents<T>(io: CliIo, work: (agents: AgentStore, note: Note) => Promise<T>): Promise<T> {
  return withStorage(io, (storage, note) => work(storage.agents, note));
}

/** The one argument. Throws CodedError `usage`. */
export function readEmailArgument({ positionals }: ParsedArguments, action: string): string {
  const [given = '', ...more] = positionals;
  if (given === '' || more.length > 0)
    throw usageError(
      `agents ${action} takes one e-mail address`,
      `For example: trustdesk agents ${action} agent@contoso.com`,
    );
  const email = readEmail(given);
  if (email === null) throw usageError(`${given} is no e-mail address`, 'Write it as name@contoso.com.');
  return email;
}

/** Throws CodedError `usage` when nobody has this address. */
export async function requireAgent(agents: AgentStore, email: string): Promise<AgentRecord> {
  const agent = await agents.byEmail(email);
  if (agent !== null) return agent;
  throw usageError(`there is no agent ${email}`, 'See `trustdesk agents list`.');
}

/** Two commands at the same agent in the same moment. */
export function changedMeanwhile(email: string): CodedError {
  return new CodedError('agent-changed', `${email} was changed meanwhile`, 'Run the command again.');
}
