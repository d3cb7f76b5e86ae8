import { type Activity, ActivityTypes, TurnContext } from 'botbuilder';
import type { CaseState } from '../../handoff/case/caseState.js';
import { type HandoffEventValue, handoffEventName } from '../../handoff/handoffEvent.js';
import { hubOf } from '../../handoff/hubs/hubActions.js';
import type { HubDoor, HubTurn } from '../../handoff/hubs/hubDoor.js';
import { isInFront } from '../../handoff/hubs/hubIds.js';
import type { BotLogic, TurnScope } from '../turnScope.js';

/** What decorates a channel's replies when a hub stands between it and us. */
export type ForChannel = (context: TurnContext, logic: () => Promise<void>) => Promise<void>;

/**
 * The bot among hubs that speak by activities: what is meant for one of them never reaches the bot, and while one that
 * stands in front of us has the conversation the bot says nothing in it.
 */
export function withHubs(logic: BotLogic, doors: readonly HubDoor[], forChannel: ForChannel): BotLogic {
  return async (context, turn) => {
    const current = turn.handoff.current();
    const hubTurn = hubTurnOf(context, turn, current);
    for (const door of doors) if (await door.take(hubTurn)) return;
    if (isSilent(current, context.activity)) return;
    await forChannel(context, () => logic(context, turn));
  };
}

function hubTurnOf(context: TurnContext, { entry }: TurnScope, current: CaseState | null): HubTurn {
  const isMessage = context.activity.type === ActivityTypes.Message;
  return {
    conversation: entry.conversation,
    current,
    activity: entry.activity,
    // Of a copy: the bot strips its own.
    text: isMessage ? (TurnContext.removeRecipientMention({ ...context.activity }) ?? '').trim() : '',
    async send(activity) {
      await context.sendActivity(activity as Partial<Activity>);
    },
  };
}

/** What the person writes is answered by the hub's agents, who introduce themselves. */
function isSilent(current: CaseState | null, { type, name, value }: Activity): boolean {
  if (type === ActivityTypes.Message) return current?.status === 'claimed' && isInFront(current.standing.hub);
  if (type !== ActivityTypes.Event || name !== handoffEventName) return false;
  // By the event: the case may have ended meanwhile.
  const { event } = value as HandoffEventValue;
  return event.type === 'claimed' && isInFront(hubOf(event.agent));
}
