import { isJsonObject } from '../../../base/isJsonObject.js';
import type { JsonObject } from '../../../base/json.js';
import type { CaseRecord } from '../../../storage/caseStore.js';
import type { ConversationKey, LogEntry, Storage } from '../../../storage/storage.js';

/** The internal event that brings a probe's record into a conversation. */
const probeResultEvent = 'trustdesk/probeResult';
const pageSize = 200;
const mostConversations = 500;
/** Of a conversation that has been looked at more often, the latest ones tell enough. */
const mostLooks = 20;

type LogReader = Pick<Storage, 'readLog'>;

interface Look {
  readonly seq: number;
  readonly at: string;
  readonly record: JsonObject;
}

interface Read {
  /** The last entry that was read; null before the first. */
  readonly last: Pick<LogEntry, 'seq' | 'at'> | null;
  readonly looks: readonly Look[];
}

/** What was read of each conversation so far: while its entries are kept, the rest is all that has to be read again. */
const known = new WeakMap<LogReader, Map<ConversationKey, Read>>();

/** The latest probe records of a case's conversation, before and since the case was opened, oldest first. */
export async function readLooks(
  storage: LogReader,
  { conversation }: Pick<CaseRecord, 'conversation'>,
): Promise<readonly JsonObject[]> {
  const read = known.get(storage) ?? new Map<ConversationKey, Read>();
  known.set(storage, read);
  const before = read.get(conversation) ?? null;
  const begun = before !== null && (await stillKept(storage, conversation, before)) ? before : null;
  const now = await readOn(storage, conversation, begun ?? { last: null, looks: [] });
  read.delete(conversation);
  read.set(conversation, now);
  for (const oldest of read.keys()) {
    if (read.size <= mostConversations) break;
    read.delete(oldest);
  }
  return now.looks.map(({ record }) => record);
}

async function readOn(storage: LogReader, conversation: ConversationKey, from: Read): Promise<Read> {
  let { last, looks } = from;
  for (;;) {
    const entries = await storage.readLog(conversation, last?.seq ?? 0, pageSize);
    const newest = entries.at(-1);
    looks = [...looks, ...entries.flatMap(lookOf)].slice(-mostLooks);
    if (newest !== undefined) last = { seq: newest.seq, at: newest.at };
    if (entries.length < pageSize) return { last, looks };
  }
}

/** False once retention has taken the oldest of the looks, or an erasure all: the person may begin anew, from 1. */
async function stillKept(
  storage: LogReader,
  conversation: ConversationKey,
  { last, looks: [oldest] }: Read,
): Promise<boolean> {
  for (const read of [last, oldest]) {
    if (!read) continue;
    const [entry] = await storage.readLog(conversation, read.seq - 1, 1);
    if (entry?.seq !== read.seq || entry.at !== read.at) return false;
  }
  return true;
}

function lookOf({ seq, at, direction, activity }: LogEntry): readonly Look[] {
  if (direction !== 'internal' || activity['name'] !== probeResultEvent) return [];
  const { value } = activity;
  const record = isJsonObject(value) ? value['record'] : null;
  return isJsonObject(record) ? [{ seq, at, record }] : [];
}
