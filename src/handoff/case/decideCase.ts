import type { CaseEvent, CaseHappening, ReleaseReason } from './caseEvent.js';
import {
  type Actor,
  type CaseAgent,
  type CaseOutcome,
  type CaseRequest,
  type CaseState,
  isEnded,
  type QueueStanding,
} from './caseState.js';
import { nextDue } from './nextDue.js';

/** What somebody wants done to a case. An agent's command names the `holding` under which it was made. */
export type CaseCommand =
  | {
      readonly type: 'request';
      readonly caseId: string;
      readonly reference: string;
      readonly conversation: string;
      readonly person: string;
      readonly request: CaseRequest;
      readonly standing: QueueStanding;
    }
  | { readonly type: 'claim'; readonly agent: CaseAgent }
  | {
      readonly type: 'transfer';
      readonly agent: CaseAgent;
      readonly holding: number;
      readonly to: CaseAgent | null;
      readonly standing: QueueStanding;
    }
  | {
      readonly type: 'release';
      readonly agent: CaseAgent;
      readonly holding: number;
      readonly reason: ReleaseReason;
      readonly standing: QueueStanding;
    }
  | { readonly type: 'person-spoke' }
  | {
      readonly type: 'speak';
      readonly agent: CaseAgent;
      readonly holding: number;
      readonly messageId: string;
    }
  /** Allowed to every agent who may see the case, whoever has it, and after its end. */
  | { readonly type: 'note'; readonly agent: CaseAgent; readonly text: string }
  | { readonly type: 'bot-note'; readonly text: string }
  | {
      readonly type: 'resolve';
      readonly agent: CaseAgent;
      readonly holding: number;
      readonly solved: boolean;
      readonly cause: string;
      readonly text: string | null;
    }
  | { readonly type: 'cancel'; readonly reason: 'by-person' | 'person-left' | 'erased' }
  | { readonly type: 'fail'; readonly hub: string; readonly error: string }
  | { readonly type: 'outcome'; readonly outcome: CaseOutcome }
  | { readonly type: 'mail-address'; readonly address: string | null }
  /** Time has passed; `standing` is how the case's queue would take it again now. */
  | { readonly type: 'tick'; readonly standing: QueueStanding };

export type CaseRefusal =
  /** The conversation has no such case, or it is none yet. */
  | 'no-case'
  | 'already-open'
  | 'already-claimed'
  /** Somebody else has it since, or nobody. */
  | 'stale'
  | 'not-yours'
  | 'ended';

export type CaseDecision =
  /** No events: nothing is to be done, and that is fine (a claim by who has it already, a tick before its time). */
  | { readonly ok: true; readonly events: readonly CaseEvent[] }
  | { readonly ok: false; readonly refusal: CaseRefusal };

/**
 * What follows from a command: the events to be stored, or why not. Pure, so it may be asked again when another command
 * was stored first. `version` is the number of events that made the state; 0 with a null state.
 */
export function decideCase(
  state: CaseState | null,
  version: number,
  command: CaseCommand,
  now: string,
): CaseDecision {
  const outcome = happenings(state, command, now);
  if (typeof outcome === 'string') return { ok: false, refusal: outcome };
  const by = actorOf(command);
  const events = outcome.map((happening, at) => ({ ...happening, n: version + at + 1, at: now, by }));
  return { ok: true, events };
}

function happenings(
  state: CaseState | null,
  command: CaseCommand,
  now: string,
): readonly CaseHappening[] | CaseRefusal {
  if (command.type === 'request') {
    if (state !== null) return 'already-open';
    const { type: _, ...requested } = command;
    return [{ type: 'requested', ...requested }, { type: 'queued' }];
  }
  if (state === null) return 'no-case';
  switch (command.type) {
    // These may be written after the end as well.
    case 'note':
      return [{ type: 'noted', text: command.text }];
    case 'outcome':
      return [{ type: 'outcome', outcome: command.outcome }];
    case 'mail-address':
      return [{ type: 'mail-address', address: command.address }];
    default:
      return isEnded(state) ? 'ended' : whileOpen(state, command, now);
  }
}

type OpenCommand = Exclude<CaseCommand, { type: 'request' | 'note' | 'outcome' | 'mail-address' }>;

function whileOpen(
  state: CaseState,
  command: OpenCommand,
  now: string,
): readonly CaseHappening[] | CaseRefusal {
  switch (command.type) {
    case 'claim':
      if (state.agent === null) return [{ type: 'claimed', agent: command.agent }];
      return state.agent.id === command.agent.id ? [] : 'already-claimed';
    case 'person-spoke':
      return [{ type: 'person-spoke' }];
    case 'bot-note':
      return [{ type: 'bot-noted', text: command.text }];
    case 'cancel':
      return [{ type: 'cancelled', reason: command.reason }];
    case 'fail':
      return [{ type: 'failed', error: command.error }];
    case 'tick':
      return passed(state, command.standing, now);
    default:
      return held(state, command);
  }
}

type HeldCommand = Extract<CaseCommand, { holding: number }>;

/** What only the agent may do who has the case. */
function held(state: CaseState, command: HeldCommand): readonly CaseHappening[] | CaseRefusal {
  if (state.holding !== command.holding) return 'stale';
  if (state.agent?.id !== command.agent.id) return 'not-yours';
  switch (command.type) {
    case 'transfer':
      if (command.to?.id === state.agent.id) return [];
      return [{ type: 'transferred', to: command.to, standing: command.standing }];
    case 'release':
      return [{ type: 'released', reason: command.reason, standing: command.standing }];
    case 'speak':
      return [{ type: 'agent-spoke', messageId: command.messageId }];
    case 'resolve': {
      const { solved, cause, text } = command;
      return [{ type: 'resolved', solved, cause, text }];
    }
  }
}

function passed(state: CaseState, standing: QueueStanding, now: string): readonly CaseHappening[] {
  const due = nextDue(state);
  if (due === null || due.at > now) return [];
  switch (due.action) {
    case 'remind':
      return [{ type: 'reminded' }];
    case 'release':
      return [{ type: 'released', reason: 'agent-silent', standing }];
    case 'expire':
      return [{ type: 'expired' }];
  }
}

function actorOf(command: CaseCommand): Actor {
  switch (command.type) {
    case 'request':
    case 'person-spoke':
    case 'mail-address':
      return { kind: 'person' };
    case 'cancel':
      return { kind: command.reason === 'erased' ? 'bot' : 'person' };
    case 'bot-note':
    case 'tick':
    case 'outcome':
      return { kind: 'bot' };
    case 'fail':
      return { kind: 'hub', hub: command.hub };
    case 'release':
      return command.reason === 'agent-offline' ? { kind: 'bot' } : { kind: 'agent', agent: command.agent };
    default:
      return { kind: 'agent', agent: command.agent };
  }
}
