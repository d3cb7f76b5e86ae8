import { type Activity, ActivityTypes, type ConversationReference, TurnContext } from 'botbuilder';
import type { Clock } from '../../base/clock.js';
import { caseState } from '../../handoff/caseRow.js';
import type { Storage } from '../../storage/storage.js';
import type { Ephemeral } from '../ephemeral.js';
import { Throttle } from '../throttle.js';

/** Clients show it for some seconds. */
const everyMs = 3_000;

/** Shows the person that the agent who has their case is typing; called as often as one likes. */
export type TellTyping = (caseId: string) => Promise<void>;

export function makeTellTyping(parts: {
  readonly storage: Pick<Storage, 'cases'>;
  readonly ephemeral: Pick<Ephemeral, 'send'>;
  readonly clock: Clock;
}): TellTyping {
  const pace = new Throttle(parts.clock, 1, everyMs);
  return async (caseId) => {
    if (pace.take(caseId) > 0) return;
    const record = await parts.storage.cases.read(caseId);
    const agent = record === null ? null : caseState(record).agent;
    if (record === null || agent === null) return;
    const { activityId: _, ...reference } =
      record.conversationReference as unknown as Partial<ConversationReference>;
    const typing: Partial<Activity> = {
      type: ActivityTypes.Typing,
      channelData: { trustdesk: { kind: 'agent-typing', agent: agent.name } },
    };
    await parts.ephemeral.send(record.identity, TurnContext.applyConversationReference(typing, reference));
  };
}
