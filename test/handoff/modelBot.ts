import { setImmediate } from 'node:timers/promises';
import type { BotLogic } from '../../src/bot/turnScope.js';
import { type HandoffEventValue, handoffEventName } from '../../src/handoff/handoffEvent.js';
import { requestOf, standingOf } from './caseFixtures.js';

/** What the words of a message ask for; all others are just said. */
export const asksForHuman = 'human';
export const leavesHuman = 'leave';

/** Who spoke a reply, in `channelData.model`: `bot <id of the message it answers>`, `agent <messageId>`, `notice <event>`. */
export interface ModelMark {
  readonly model: string;
}

/**
 * The least bot that keeps the rules of a handoff: silent while a human has the conversation, tells what happened to the
 * case. `slowness` gives how many turns of the event loop a message takes.
 */
export function modelBot(newCaseId: () => string, slowness: () => number): BotLogic {
  return async (context, turn) => {
    const say = (model: string) =>
      context.sendActivity({ type: 'message', text: model, channelData: { model } });
    const { activity } = context;
    for (let left = slowness(); left > 0; left -= 1) await setImmediate();
    if (activity.name === handoffEventName) {
      const { event } = activity.value as HandoffEventValue;
      await say(event.type === 'agent-spoke' ? `agent ${event.messageId}` : `notice ${event.type}`);
      return;
    }
    const current = turn.handoff.current();
    const leaves = activity.text === leavesHuman && current !== null;
    if (leaves) turn.handoff.act({ type: 'cancel', reason: 'by-person' });
    else if (current !== null) turn.handoff.act({ type: 'person-spoke' });
    else if (activity.text === asksForHuman)
      turn.handoff.act(requestOf(newCaseId(), turn.entry.conversation, standingOf()));
    if (current?.status === 'claimed' && !leaves) return;
    await say(`bot ${activity.id}`);
  };
}
