import { attachmentIdOf } from '../../base/attachmentUrl.js';
import { isJsonObject } from '../../base/isJsonObject.js';
import type { JsonObject, JsonValue } from '../../base/json.js';
import type { LogEntry, StoredActivity } from '../../storage/storage.js';
import { directLineBot, directLineChannelId } from './directLineAddress.js';

/** What clients receive: some activities and the watermark after which to go on. */
export interface ActivitySet {
  readonly activities: readonly StoredActivity[];
  readonly watermark: string;
}

/** A client's view of a conversation: which one, and under which origin the client reaches us. */
export interface ClientView {
  readonly conversationId: string;
  readonly origin: string;
}

/** `after` is the watermark when there are no entries. */
export function toActivitySet(view: ClientView, entries: readonly LogEntry[], after: number): ActivitySet {
  const activities = entries
    .filter((entry) => entry.direction !== 'internal')
    .map((entry) => outboundActivity(view, entry));
  return { activities, watermark: String(entries.at(-1)?.seq ?? after) };
}

/** One entry of the log as a client sees it. */
function outboundActivity(view: ClientView, { seq, direction, activity, at }: LogEntry): StoredActivity {
  const { conversationId } = view;
  const { timestamp } = activity;
  return shown(conversationId, seq, {
    ...activity,
    id:
      typeof activity['id'] === 'string'
        ? activity['id']
        : `${conversationId}|${String(seq).padStart(7, '0')}`,
    timestamp: typeof timestamp === 'string' ? timestamp : at,
    ...(direction === 'out' ? { from: speaker(activity) } : {}),
    ...withOrigin(activity['attachments'], view.origin),
  });
}

/** A human who speaks through the bot has a name of their own. */
function speaker({ channelData }: StoredActivity): JsonObject {
  const { kind, agent } = asObject(asObject(channelData)['trustdesk']);
  return kind === 'agent-message' && typeof agent === 'string'
    ? { ...directLineBot, name: agent }
    : directLineBot;
}

/** Web Chat shows no link that isn't absolute. */
function withOrigin(attachments: JsonValue | undefined, origin: string): JsonObject {
  if (!Array.isArray(attachments)) return {};
  const shownOnes = attachments.map((attachment) => {
    const { contentUrl } = asObject(attachment);
    const kept = typeof contentUrl === 'string' && attachmentIdOf(contentUrl) !== null;
    return kept ? { ...asObject(attachment), contentUrl: `${origin}${contentUrl}` } : attachment;
  });
  return { attachments: shownOnes };
}

/** Typing and progress: after everything sent so far, before what comes next. */
export function ephemeralActivity(
  conversationId: string,
  after: number,
  activity: StoredActivity,
): StoredActivity {
  return shown(conversationId, after + 0.5, { ...activity, from: directLineBot });
}

function shown(conversationId: string, order: number, activity: JsonObject): StoredActivity {
  // Web Chat holds a reply back for 5 s when the activity it replies to isn't in the transcript, as with internal ones.
  const { replyToId, serviceUrl, recipient, ...rest } = activity;
  return {
    ...rest,
    channelId: directLineChannelId,
    conversation: { id: conversationId },
    // Web Chat sorts by this, else by timestamp, which puts messages in disorder when a clock steps back.
    channelData: { ...asObject(activity['channelData']), 'webchat:sequence-id': order },
  };
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
