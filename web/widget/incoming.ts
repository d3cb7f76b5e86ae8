import { agentOf, holderAfter, withAgentName } from './agentMessage.js';
import { type Action, type Activity, placeOf, type Store, type StoreMiddleware } from './webChat.js';

export interface IncomingEvents {
  /** The step of the work under way, or null when its answer has come. */
  progress(text: string | null): void;
  /** The bot speaks another language from now on. */
  locale(locale: string): void;
  /** Who has the conversation from now on: a human of this name, or with null the bot. */
  human(name: string | null): void;
  /** A message of the person's own has come back, at this place in the conversation. */
  own(place: number): void;
  /** The human has read as far as this place. */
  readByHuman(place: number): void;
  /** A human's message has come. */
  fromHuman(activity: Activity): void;
}

/**
 * Reads what comes in before Web Chat does: progress, changes of language, humans, and what Web Chat lacks: messages taken
 * back, changed messages that keep their place, and names above what humans write. `since` (milliseconds) tells what is new from what is replayed.
 */
export function incomingMiddleware(events: IncomingEvents, since: number): StoreMiddleware {
  return (store) => (next) => (action) => {
    const activity = incomingActivity(action);
    if (activity === null) return next(action);
    if (activity.type === 'messageDelete') {
      return next({ type: 'DIRECT_LINE/DELETE_ACTIVITY', payload: { activityID: activity.id } });
    }
    if (activity.name === 'trustdesk/agentRead') return events.readByHuman(readPlace(activity));
    if (activity.from?.role === 'bot') report(activity, events, since);
    else if (activity.type === 'message') events.own(placeOf(activity));
    return next({
      ...action,
      payload: { ...action.payload, activity: keepPlace(withAgentName(activity), store) },
    });
  };
}

function incomingActivity({ type, payload }: Action): Activity | null {
  if (type !== 'DIRECT_LINE/INCOMING_ACTIVITY' || payload === undefined || !('activity' in payload))
    return null;
  return payload.activity as Activity;
}

function report(activity: Activity, events: IncomingEvents, since: number): void {
  if (activity.type === 'typing') {
    const text = progressText(activity);
    if (text !== null) events.progress(text);
  } else if (activity.type === 'message') {
    events.progress(null);
    const holder = holderAfter(activity);
    if (holder !== undefined) events.human(holder);
    if (agentOf(activity) !== null) events.fromHuman(activity);
  } else if (activity.type === 'event' && activity.name === 'trustdesk/locale') {
    const isNew = Date.parse(activity.timestamp ?? '') >= since;
    if (isNew && typeof activity.value === 'string') events.locale(activity.value);
  }
}

function readPlace({ value }: Activity): number {
  const watermark = (value as { watermark?: unknown } | null | undefined)?.watermark;
  return typeof watermark === 'string' ? Number(watermark) : 0;
}

function progressText({ channelData }: Activity): string | null {
  const progress = channelData?.['trustdesk'];
  if (typeof progress !== 'object' || progress === null || !('text' in progress)) return null;
  return typeof progress.text === 'string' ? progress.text : null;
}

/** A changed message comes with its old id later in the log; it goes where the person has read it. */
function keepPlace(activity: Activity, store: Store): Activity {
  const old =
    activity.id === undefined ? undefined : store.getState().activities.find(({ id }) => id === activity.id);
  const place = old?.channelData?.['webchat:sequence-id'];
  if (activity.from?.role !== 'bot' || place === undefined) return activity;
  return { ...activity, channelData: { ...activity.channelData, 'webchat:sequence-id': place } };
}
