import { type Activity, ActivityTypes } from 'botbuilder';

/** Typing, with words for the clients that show them, while something takes its time. */
export function progress(step: string, text: string): Partial<Activity> {
  return { type: ActivityTypes.Typing, channelData: { trustdesk: { kind: 'progress', step, text } } };
}
