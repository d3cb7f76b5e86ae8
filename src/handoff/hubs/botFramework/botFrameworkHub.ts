import type { JsonObject } from '../../../base/json.js';
import type { Hub, HubPiece } from '../hub.js';
import { type SendToPersonParts, sendToPerson } from '../sendToPerson.js';
import { summaryText } from '../summaryText.js';

/**
 * A hub that stands between the person and us and speaks the Bot Framework's handoff protocol: it takes the conversation on
 * `handoff.initiate`. What is said passes through it anyway, and the protocol has no word for the rest.
 */
export function makeBotFrameworkHub(parts: SendToPersonParts): Hub {
  return {
    id: 'bot-framework',
    async deliver(piece) {
      if (piece.kind !== 'requested') return { outcome: 'delivered' };
      return sendToPerson(parts, piece.record, initiation(piece));
    },
  };
}

/** The channel rewrites a handoff event's `id` and `from`: a status is known by the `caseId` in the value. */
function initiation({
  state,
  at,
  summary,
  transcript,
}: Extract<HubPiece, { kind: 'requested' }>): JsonObject {
  const { caseId, reference, request, standing } = state;
  const { locale, family, reason, words, personName } = request;
  const value = {
    ...{ caseId, reference, queue: standing.queue, locale, family, reason, words, personName },
    summary: summaryText(summary),
  };
  const activity = {
    ...{ type: 'event', name: 'handoff.initiate', timestamp: at },
    ...{ value, attachments: [transcript] },
  };
  return activity as unknown as JsonObject;
}
