import type { CaseChange, CaseRecord, SeenCase } from '../storage/caseStore.js';
import type { CaseState } from './case/caseState.js';
import { type CaseCommand, type CaseDecision, decideCase } from './case/decideCase.js';
import { type CaseReach, caseChange, caseState } from './caseRow.js';

/** What a turn of the bot may do to its conversation's case; written with the turn, or not at all. */
export interface TurnHandoff {
  /** The conversation's open case, with what this turn has done to it so far; null when there is none. */
  current(): CaseState | null;
  act(command: CaseCommand): CaseDecision;
}

export interface CollectedCase {
  readonly handoff: TurnHandoff;
  readonly seen: SeenCase | null;
  /** What is to be written at the turn's end. */
  changes(): readonly CaseChange[];
}

/**
 * Decides in memory over the open case as it was when the turn began; the commit is refused when it has changed since.
 * A turn acts on the open case, or opens one.
 */
export function collectCase(record: CaseRecord | null, reach: CaseReach, now: Date): CollectedCase {
  let change: CaseChange | null = null;
  const events: Parameters<typeof caseChange>[1][number][] = [];
  const state = () =>
    change === null ? record && caseState(record) : (change.row.state as unknown as CaseState);
  return {
    seen: record === null ? null : { caseId: record.caseId, version: record.version },
    changes: () => (change === null ? [] : [change]),
    handoff: {
      current: state,
      act(command) {
        const version = (record?.version ?? 0) + events.length;
        const decision = decideCase(state(), version, command, now.toISOString());
        if (decision.ok && decision.events.length > 0) {
          events.push(...decision.events);
          change = caseChange(record, events, record ?? reach, []);
        }
        return decision;
      },
    },
  };
}
