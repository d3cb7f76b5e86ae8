import type { AgentRecord } from '../../storage/agentStore.js';
import { usageError } from '../usageError.js';

/** Null when none was given. Throws CodedError `usage` for one that is none. */
export function readRole(given: string | null): AgentRecord['role'] | null {
  if (given === null || given === 'agent' || given === 'supervisor') return given;
  throw usageError(`--role ${given} is none of agent, supervisor`, 'See `trustdesk help agents`.');
}
