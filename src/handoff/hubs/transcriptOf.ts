import type { LogEntry, Storage, StoredActivity } from '../../storage/storage.js';
import { withoutWithheld } from '../messageDelivery.js';
import type { Transcript } from './hub.js';

const mostEntries = 400;
/** Characters of JSON; channels take some 250 kB with everything around it. */
const mostText = 100_000;

const kept = ['type', 'id', 'timestamp', 'channelId', 'conversation', 'from', 'recipient', 'locale', 'text'];

/** What was said in a conversation up to an entry of its log: the newest that fits. The log holds no secrets. */
export async function transcriptOf(
  storage: Pick<Storage, 'readLog' | 'outboxStates'>,
  conversation: string,
  untilSeq: number,
): Promise<Transcript> {
  const after = Math.max(0, untilSeq - mostEntries);
  const log = await storage.readLog(conversation, after, mostEntries);
  const entries = await withoutWithheld(storage, conversation, log);
  const said = entries.filter(({ seq, activity }) => seq <= untilSeq && activity['type'] === 'message');
  const activities = newest(said.filter(({ direction }) => direction !== 'internal').map(spoken));
  return { contentType: 'application/json', name: 'Transcript', content: { activities } };
}

/** Cards go: what they say stands in the text beside them. */
function spoken({ activity, at }: LogEntry): StoredActivity {
  const fields = kept.flatMap((field) => {
    const value = activity[field];
    return value === undefined ? [] : [[field, value]];
  });
  const files = ((activity['attachments'] ?? []) as readonly { contentType?: unknown; name?: unknown }[])
    .filter(({ name }) => typeof name === 'string')
    .map(({ contentType, name }) => ({ contentType: String(contentType), name: String(name) }));
  return {
    timestamp: at,
    ...Object.fromEntries(fields),
    ...(files.length > 0 ? { attachments: files } : {}),
  };
}

function newest(activities: readonly StoredActivity[]): readonly StoredActivity[] {
  let room = mostText;
  const first = activities.findLastIndex((activity) => {
    room -= JSON.stringify(activity).length;
    return room < 0;
  });
  return activities.slice(first + 1);
}
