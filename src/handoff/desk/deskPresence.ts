import type { Presence } from './deskApi.js';

/** Whose desk is open, and who of them wants no new cases now. */
export interface DeskPresence {
  /** A desk of the agent's was opened. Returns the function that says it was closed. */
  connected(agentId: string): () => void;
  of(agentId: string): Presence | 'offline';
  choose(agentId: string, presence: Presence): void;
  /** Called when somebody's presence has changed. Returns the function that ends the subscription. */
  subscribe(listener: (agentId: string) => void): () => void;
}

export function makeDeskPresence(): DeskPresence {
  const open = new Map<string, number>();
  const away = new Set<string>();
  const listeners = new Set<(agentId: string) => void>();
  const tell = (agentId: string) => {
    for (const listener of listeners) listener(agentId);
  };
  const count = (agentId: string, by: number) => {
    const desks = (open.get(agentId) ?? 0) + by;
    if (desks > 0) open.set(agentId, desks);
    else open.delete(agentId);
    tell(agentId);
  };
  return {
    connected(agentId) {
      count(agentId, 1);
      let ended = false;
      return () => {
        if (!ended) count(agentId, -1);
        ended = true;
      };
    },
    of: (agentId) => (!open.has(agentId) ? 'offline' : away.has(agentId) ? 'away' : 'available'),
    choose(agentId, presence) {
      if (presence === 'away') away.add(agentId);
      else away.delete(agentId);
      tell(agentId);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
