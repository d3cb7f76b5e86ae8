import type { JsonObject } from '../../../base/json.js';
import type { Hub, HubPiece } from '../hub.js';
import type { HubActions, NameOfHub } from '../hubActions.js';
import { type SendToPersonParts, sendToPerson } from '../sendToPerson.js';
import { summaryText } from '../summaryText.js';
import { dynamicsAgent, dynamicsChannel, escalateTags } from './dynamicsTags.js';
import { escalationContext } from './escalationContext.js';

export interface DynamicsParts extends SendToPersonParts {
  readonly actions: HubActions;
  readonly nameOf: NameOfHub;
}

/** The agents' view shows it above the conversation. */
const longestSummary = 8_000;

/**
 * Dynamics 365 Contact Center, to whose conversations the bot was assigned as an agent. It takes the conversation with the
 * escalation and says nothing further, so from then on the case is its own.
 */
export function makeDynamicsHub(parts: DynamicsParts): Hub {
  return {
    id: 'dynamics365',
    async deliver(piece) {
      if (piece.kind !== 'requested') return { outcome: 'delivered' };
      const { record } = piece;
      if (record.conversationReference['channelId'] !== dynamicsChannel)
        return { outcome: 'refused', error: 'the conversation is none of Dynamics 365' };
      const delivery = await sendToPerson(parts, record, escalation(piece));
      if (delivery.outcome === 'delivered')
        await parts.actions.claim(record.caseId, dynamicsAgent(piece.state, parts.nameOf));
      return delivery;
    },
  };
}

/** Without `bridged` the text is for the agent alone. */
function escalation(piece: Extract<HubPiece, { kind: 'requested' }>): JsonObject {
  return {
    type: 'message',
    text: summaryText(piece.summary).slice(0, longestSummary),
    textFormat: 'plain',
    channelData: { tags: escalateTags(escalationContext(piece)) },
  };
}
