import type { Clock } from '../base/clock.js';
import type { CaseRecord } from '../storage/caseStore.js';
import type { Accepted, InboundEntry, Storage } from '../storage/storage.js';
import type { CaseEvent } from './case/caseEvent.js';
import type { CaseState } from './case/caseState.js';
import { type CaseCommand, type CaseRefusal, decideCase } from './case/decideCase.js';
import type { CaseFeed } from './caseFeed.js';
import { caseChange, caseState } from './caseRow.js';
import { type AgentMessage, agentMessageKey, handoffEntry, isTold } from './handoffEvent.js';

export interface HandoffParts {
  readonly storage: Pick<Storage, 'cases' | 'wasAccepted'>;
  readonly feed: CaseFeed;
  /** Called with each entry that was stored with a change, so that its turn runs. */
  readonly accepted: (entry: InboundEntry, accepted: Accepted) => void;
  readonly clock: Clock;
}

export type CaseResult =
  | { readonly ok: true; readonly state: CaseState; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: CaseRefusal };

/** A command on a case that exists, given outside the turns of its conversation: by an agent, a hub, or time. */
export type OutsideCommand = Exclude<CaseCommand, { type: 'request' | 'person-spoke' }>;

/** How agents, hubs and time act on cases. Turns of the bot do so by their TurnScope instead. */
export interface Handoff {
  /** Stores what follows from the command, then lets it be told. `message` belongs to `speak`. */
  act(caseId: string, command: OutsideCommand, message?: AgentMessage): Promise<CaseResult>;
}

export function makeHandoff(parts: HandoffParts): Handoff {
  const { storage, clock } = parts;

  /** Null: another change was stored first. */
  async function tryToAct(
    record: CaseRecord,
    command: OutsideCommand,
    message: AgentMessage | null,
  ): Promise<CaseResult | null> {
    const decision = decideCase(caseState(record), record.version, command, clock.now().toISOString());
    if (!decision.ok) return decision;
    const { events } = decision;
    if (events.length === 0) return { ok: true, state: caseState(record), events };
    const entries = events.filter(isTold).map((event) => handoffEntry(record, event, message));
    const change = caseChange(record, events, record, entries);
    const changed = await storage.cases.change(change);
    if (changed.outcome === 'conflict') return null;
    changed.accepted.forEach((accepted, at) => {
      const entry = entries[at];
      if (entry) parts.accepted(entry, accepted);
    });
    parts.feed.publish(record.caseId, events);
    return { ok: true, state: change.row.state as unknown as CaseState, events };
  }

  return {
    async act(caseId, command, message) {
      for (;;) {
        const record = await storage.cases.read(caseId);
        if (record === null) return { ok: false, refusal: 'no-case' };
        // Sent again because its answer was lost: who has the case by now says nothing about it.
        if (command.type === 'speak') {
          const known = await storage.wasAccepted(
            record.conversation,
            agentMessageKey(caseId, command.messageId),
          );
          if (known) return { ok: true, state: caseState(record), events: [] };
        }
        const result = await tryToAct(record, command, message ?? null);
        if (result !== null) return result;
      }
    },
  };
}
