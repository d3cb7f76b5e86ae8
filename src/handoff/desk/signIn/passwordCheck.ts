import type { AgentRecord, AgentStore } from '../../../storage/agentStore.js';
import { hashPassword, isPassword, type PasswordCost, passwordCost } from '../../agents/passwordHash.js';

/** Each check takes 128 MiB and a third of a second of a core. */
const atOnce = 2;
const mostWaiting = 20;

/** Checks an agent's password; `busy` when too many are being checked. Null for a wrong one, an unknown or a disabled agent. */
export type CheckPassword = (email: string, password: string) => Promise<AgentRecord | null | 'busy'>;

/** An unknown e-mail address takes as long as a known one, so that nobody learns which there are. */
export function makePasswordCheck(
  agents: Pick<AgentStore, 'byEmail'>,
  cost: PasswordCost = passwordCost,
): CheckPassword {
  let running = 0;
  const waiting: (() => void)[] = [];
  let nobody: Promise<string> | null = null;

  async function check(email: string, password: string): Promise<AgentRecord | null> {
    const agent = await agents.byEmail(email);
    nobody ??= hashPassword('nobody has this one', cost);
    const matches = await isPassword(password, agent?.passwordHash ?? (await nobody));
    return matches && agent !== null && agent.passwordHash !== null && !agent.disabled ? agent : null;
  }

  return async (email, password) => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) return 'busy';
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    running += 1;
    try {
      return await check(email, password);
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
