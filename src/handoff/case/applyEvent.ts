import type { CaseEvent, CaseEventType } from './caseEvent.js';
import { type CaseState, isEnded } from './caseState.js';

/** The case after an event. Throws for an event that can't follow: decideCase never makes one. */
export function applyEvent(state: CaseState | null, event: CaseEvent): CaseState {
  if (event.type === 'requested') {
    if (state !== null) throw new Error('a case is requested once');
    const { caseId, reference, conversation, person, request, standing, at } = event;
    return {
      ...{ caseId, reference, conversation, person, request, standing },
      status: 'requested',
      agent: null,
      holding: 0,
      openedAt: at,
      queuedAt: at,
      claimedAt: null,
      unansweredSince: at,
      remindedAt: null,
      endedAt: null,
      cause: null,
      outcome: 'unknown',
      mailAddress: null,
    };
  }
  if (state === null) throw new Error(`${event.type} before requested`);
  if (!mayFollow(state, event.type)) throw new Error(`${event.type} in a case that is ${state.status}`);
  return { ...state, ...changeBy(state, event) };
}

function mayFollow({ status }: CaseState, type: CaseEventType): boolean {
  switch (type) {
    case 'noted':
    case 'outcome':
    case 'mail-address':
      return true;
    case 'queued':
      return status === 'requested';
    case 'claimed':
      return status === 'requested' || status === 'queued';
    case 'transferred':
    case 'released':
    case 'reminded':
    case 'agent-spoke':
    case 'resolved':
      return status === 'claimed';
    default:
      return !isEnded({ status });
  }
}

function changeBy(state: CaseState, event: Exclude<CaseEvent, { type: 'requested' }>): Partial<CaseState> {
  const { at } = event;
  const held = { holding: state.holding + 1, remindedAt: null };
  switch (event.type) {
    case 'queued':
      return { status: 'queued', queuedAt: at };
    case 'claimed':
      return { ...held, status: 'claimed', agent: event.agent, claimedAt: at, ...waits(state, at) };
    case 'transferred':
      return event.to === null
        ? { ...held, status: 'queued', agent: null, queuedAt: at, standing: event.standing }
        : { ...held, agent: event.to, claimedAt: at, standing: event.standing, ...waits(state, at) };
    case 'released':
      return { ...held, status: 'queued', agent: null, queuedAt: at, standing: event.standing };
    case 'reminded':
      return { remindedAt: at };
    case 'person-spoke':
      return { unansweredSince: state.unansweredSince ?? at };
    case 'agent-spoke':
      return { unansweredSince: null, remindedAt: null };
    case 'noted':
    case 'bot-noted':
      return {};
    case 'resolved':
      return {
        ...ended('resolved', state, at),
        cause: event.cause,
        outcome: event.solved ? 'solved-by-human' : 'not-solved',
      };
    case 'cancelled':
    case 'expired':
    case 'failed':
      return ended(event.type, state, at);
    case 'outcome':
      return { outcome: event.outcome };
    case 'mail-address':
      return { mailAddress: event.address };
  }
}

/** An agent's time to answer begins when they get the case, however long the person has waited before. */
function waits({ unansweredSince }: CaseState, at: string): Partial<CaseState> {
  return unansweredSince === null ? {} : { unansweredSince: at };
}

function ended(status: CaseState['status'], { holding }: CaseState, at: string): Partial<CaseState> {
  return { status, endedAt: at, agent: null, holding: holding + 1, unansweredSince: null, remindedAt: null };
}
