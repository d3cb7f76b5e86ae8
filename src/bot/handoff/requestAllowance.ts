import type { SupportTurn } from '../conversation/supportTurn.js';

/** Each case calls humans, and outside their hours writes them a mail; whoever takes one back and asks anew is kept to this. */
const mostRequests = 10;
const withinMs = 60 * 60_000;

type Asker = Pick<SupportTurn, 'memory' | 'turn'>;

/** Whether the conversation may have one more case now. */
export function mayRequest(asker: Asker): boolean {
  return latest(asker).length < mostRequests;
}

export function noteRequest(asker: Asker): void {
  asker.memory.requests = [...latest(asker), asker.turn.now.toISOString()];
}

function latest({ memory, turn }: Asker): readonly string[] {
  const since = new Date(turn.now.getTime() - withinMs).toISOString();
  return (memory.requests ?? []).filter((at) => at > since);
}
