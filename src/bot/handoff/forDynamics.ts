import { type Activity, ActivityTypes } from 'botbuilder';
import { bridged, dynamicsChannel, endOfConversation } from '../../handoff/hubs/dynamics365/dynamicsTags.js';
import type { ForChannel } from './withHubs.js';

/** Set by a turn in which the person ended the conversation. */
export const conversationOver = Symbol('conversation over');

/** A message that no turn says, as its channel shows it to the person. */
export function bridgedThere(channelId: string, message: Partial<Activity>): Partial<Activity> {
  if (channelId !== dynamicsChannel) return { ...message };
  return { ...message, channelData: bridged(message.channelData) };
}

/** Dynamics 365 shows the person only what says so, and must be told when the bot is done. */
export const forDynamics: ForChannel = async (context, logic) => {
  if (context.activity.channelId !== dynamicsChannel) return logic();
  let over = false;
  context.onSendActivities(async (_, activities, next) => {
    for (const activity of activities)
      if (!over && activity.type === ActivityTypes.Message)
        activity.channelData = bridged(activity.channelData);
    return next();
  });
  await logic();
  over = context.turnState.get(conversationOver) === true;
  if (over) await context.sendActivity(endOfConversation);
};
