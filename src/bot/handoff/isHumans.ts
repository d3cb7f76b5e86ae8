import { type Activity, ActivityTypes } from 'botbuilder';
import type { TurnScope } from '../turnScope.js';

/**
 * Whether the turn's activity is a human's to answer: they have the conversation, or they still had it when the person
 * wrote. Their end is told by a later turn, and nobody should be answered by the bot before they know that it is back.
 */
export function isHumans(
  { type }: Pick<Activity, 'type'>,
  turn: Pick<TurnScope, 'entry' | 'handoff'>,
): boolean {
  if (turn.handoff.current()?.status === 'claimed') return true;
  const latest = turn.handoff.latest();
  return (
    type === ActivityTypes.Message &&
    latest?.status === 'resolved' &&
    latest.endedAt !== null &&
    turn.entry.receivedAt < latest.endedAt
  );
}
