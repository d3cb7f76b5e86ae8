import { type Activity, ActivityTypes } from 'botbuilder';
import { endsByLeaving } from '../../handoff/caseEndedByLeaving.js';
import { personKey } from '../../storage/storage.js';
import type { TurnScope } from '../turnScope.js';

/** Ends the conversation's open case when its person is gone. */
export function personLeaves(activity: Activity, { handoff }: Pick<TurnScope, 'handoff'>): void {
  const state = handoff.current();
  if (state !== null && endsByLeaving(state) && isGone(activity, state.person))
    handoff.act({ type: 'cancel', reason: 'person-left' });
}

function isGone({ type, channelId, membersRemoved }: Activity, person: string): boolean {
  if (type === ActivityTypes.EndOfConversation) return true;
  if (type !== ActivityTypes.ConversationUpdate) return false;
  return (membersRemoved ?? []).some(({ id }) => personKey(channelId, id) === person);
}
