import type { Clock } from '../base/clock.js';

/** `offline`: no desk of theirs is open. `away`: one is, but they want no new cases now. */
export type AgentPresence = 'available' | 'away' | 'offline';

/** Which agents' desks are open, as this process knows it. */
export interface Presence {
  /** A desk of the agent's was opened. Returns the function that says it was closed. */
  connected(agentId: string): () => void;
  of(agentId: string): AgentPresence;
  choose(agentId: string, presence: Exclude<AgentPresence, 'offline'>): void;
  /** Since when no desk of the agent's is open, at the earliest since this process runs; null while one is. */
  offlineSince(agentId: string): Date | null;
  /** Told when somebody's presence has changed. Returns the function that ends the subscription. */
  subscribe(listener: (agentId: string) => void): () => void;
}

/** @param seen told when an agent's desk was opened or closed (ISO 8601 UTC), so that it can be kept */
export function makePresence(clock: Clock, seen: (agentId: string, at: string) => void): Presence {
  const start = clock.now();
  const open = new Map<string, number>();
  const closed = new Map<string, Date>();
  const away = new Set<string>();
  const listeners = new Set<(agentId: string) => void>();

  function changed(agentId: string): void {
    for (const listener of listeners) listener(agentId);
  }

  function count(agentId: string, by: 1 | -1): void {
    const now = clock.now();
    const desks = (open.get(agentId) ?? 0) + by;
    if (desks > 0) open.set(agentId, desks);
    else {
      open.delete(agentId);
      closed.set(agentId, now);
    }
    seen(agentId, now.toISOString());
    changed(agentId);
  }

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
      changed(agentId);
    },
    offlineSince: (agentId) => (open.has(agentId) ? null : (closed.get(agentId) ?? start)),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
