import { setImmediate } from 'node:timers/promises';
import type { BotLogic } from '../../src/bot/turnScope.js';
import { type HandoffEventValue, handoffEventName } from '../../src/handoff/handoffEvent.js';
import type { AgentMessageMark, HandoffNoticeMark } from '../../src/handoff/spoken.js';
import { requestOf, standingOf } from './caseFixtures.js';

/** What the words of a message ask for; all others are just said. */
export const asksForHuman = 'human';
export const leavesHuman = 'leave';

/**
 * The least bot that knows handoffs, and a careless one: it answers whatever the person says, and leaves it to the house
 * that nobody is talked over. Its texts tell who speaks: `bot <id of the message it answers>`, `agent <messageId>`,
 * `notice <event>`. `slowness` gives how many goes of the event loop a message takes.
 */
export function modelBot(newCaseId: () => string, slowness: () => number): BotLogic {
  return async (context, turn) => {
    const say = (text: string, mark: AgentMessageMark | HandoffNoticeMark | null) =>
      context.sendActivity({ type: 'message', text, ...(mark && { channelData: { trustdesk: mark } }) });
    const { activity } = context;
    for (let left = slowness(); left > 0; left -= 1) await setImmediate();
    if (activity.name === handoffEventName) {
      const { event } = activity.value as HandoffEventValue;
      if (event.type === 'agent-spoke') {
        const { messageId } = event;
        await say(`agent ${messageId}`, { kind: 'agent-message', agent: 'Anna', messageId });
      } else await say(`notice ${event.type}`, { kind: 'handoff-notice', event: event.type, agent: null });
      return;
    }
    const current = turn.handoff.current();
    if (current === null && activity.text === asksForHuman)
      turn.handoff.act(requestOf(newCaseId(), turn.entry.conversation, standingOf()));
    else if (activity.text === leavesHuman) turn.handoff.act({ type: 'cancel', reason: 'by-person' });
    else turn.handoff.act({ type: 'person-spoke' });
    await say(`bot ${activity.id}`, null);
  };
}
