import type { Clock } from '../../../base/clock.js';
import type { HubActions, NameOfHub } from '../hubActions.js';
import type { HubDoor } from '../hubDoor.js';
import { dynamicsAgent, dynamicsChannel } from './dynamicsTags.js';

export interface DynamicsDoorParts {
  readonly actions: HubActions;
  readonly nameOf: NameOfHub;
  readonly clock: Clock;
}

/** Words that were on their way when the conversation was passed on are the human's. */
const passingMs = 30_000;

/**
 * Dynamics 365 does not tell that a human is done. A person's words that come to the bot again, or the conversation's end,
 * tell that it has given the conversation back.
 */
export function makeDynamicsDoor(parts: DynamicsDoorParts): HubDoor {
  return {
    async take({ activity, current }) {
      if (activity['channelId'] !== dynamicsChannel || current?.standing.hub !== 'dynamics365') return false;
      if (current.status !== 'claimed') return false;
      const heldMs = parts.clock.now().getTime() - Date.parse(current.claimedAt ?? '');
      const ends = activity['type'] === 'endOfConversation';
      if (!ends && (activity['type'] !== 'message' || heldMs < passingMs)) return false;
      const end = { solved: false, cause: 'other', text: null };
      await parts.actions.resolve(current.caseId, dynamicsAgent(current, parts.nameOf), end);
      return ends;
    },
  };
}
