import type { CaseChange, CaseRecord, SeenCase } from '../storage/caseStore.js';
import { applyEvent } from './case/applyEvent.js';
import type { CaseEvent } from './case/caseEvent.js';
import { type CaseState, isEnded } from './case/caseState.js';
import { type CaseCommand, type CaseDecision, decideCase } from './case/decideCase.js';
import { type CaseReach, caseChange, caseState } from './caseRow.js';

/** What a turn of the bot may do to its conversation's cases; written with the turn, or not at all. */
export interface TurnHandoff {
  /** The conversation's open case, with what this turn has done to it so far; null when there is none. */
  current(): CaseState | null;
  /** The newest case, open or ended. */
  latest(): CaseState | null;
  /** On the open case, or opens one; what may be written after the end goes to the newest. */
  act(command: CaseCommand): CaseDecision;
}

export interface CollectedCase {
  readonly handoff: TurnHandoff;
  /** The open case as it was when the turn began. */
  readonly seen: SeenCase | null;
  /** What is to be written at the turn's end. */
  changes(): readonly CaseChange[];
}

/** A case with what the turn has done to it. */
interface Draft {
  readonly record: CaseRecord | null;
  readonly events: CaseEvent[];
  state: CaseState | null;
}

/**
 * Decides in memory over the newest case as it was when the turn began; the commit is refused when the open case has
 * changed since.
 */
export function collectCase(latest: CaseRecord | null, reach: CaseReach, now: Date): CollectedCase {
  const drafts: Draft[] = latest === null ? [] : [{ record: latest, events: [], state: caseState(latest) }];
  const newest = () => drafts.at(-1)?.state ?? null;
  const open = () => {
    const state = newest();
    return state === null || isEnded(state) ? null : state;
  };

  function draftFor({ type }: CaseCommand): Draft | null {
    if (type === 'request' && open() === null) return { record: null, events: [], state: null };
    const afterEnd = type === 'outcome' || type === 'mail-address' || type === 'note';
    return afterEnd || open() !== null ? (drafts.at(-1) ?? null) : null;
  }

  return {
    seen: latest?.open ? { caseId: latest.caseId, version: latest.version } : null,
    changes: () =>
      drafts
        .filter(({ events }) => events.length > 0)
        .map(({ record, events }) => caseChange(record, events, record ?? reach, [])),
    handoff: {
      current: open,
      latest: newest,
      act(command) {
        const draft = draftFor(command);
        const version = (draft?.record?.version ?? 0) + (draft?.events.length ?? 0);
        const decision = decideCase(draft?.state ?? null, version, command, now.toISOString());
        if (draft === null || !decision.ok || decision.events.length === 0) return decision;
        draft.events.push(...decision.events);
        draft.state = decision.events.reduce<CaseState | null>(applyEvent, draft.state);
        if (!drafts.includes(draft)) drafts.push(draft);
        return decision;
      },
    },
  };
}
