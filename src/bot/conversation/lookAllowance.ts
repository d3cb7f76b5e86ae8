import type { TurnScope } from '../turnScope.js';

const mostLooks = 6;
const spanMs = 60_000;

/**
 * Whether one more look may begin in this turn, and counts it if so: a person can't have servers called more than a few
 * times a minute, in however many conversations.
 *
 * @param begun when the person's latest looks began, ms since 1970
 */
export function makeLookAllowance(
  begun: readonly number[],
  turn: Pick<TurnScope, 'now' | 'rememberLooks'>,
): () => boolean {
  const at = turn.now.getTime();
  // A clock that was set back locks nobody out.
  let recent = begun.filter((look) => look > at - spanMs && look <= at);
  return () => {
    if (recent.length >= mostLooks) return false;
    recent = [...recent, at];
    turn.rememberLooks(recent);
    return true;
  };
}
