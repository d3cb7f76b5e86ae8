import { isJsonObject } from '../../../base/isJsonObject.js';
import type { JsonObject } from '../../../base/json.js';
import type { CaseRecord } from '../../../storage/caseStore.js';
import type { LogEntry, Storage } from '../../../storage/storage.js';

/** The internal event that brings a probe's record into a conversation. */
const probeResultEvent = 'trustdesk/probeResult';
const pageSize = 200;
const mostConversations = 500;
/** Of a conversation that has been looked at more often, the latest ones tell enough. */
const mostLooks = 20;

interface Read {
  readonly seq: number;
  readonly looks: readonly JsonObject[];
}

/** What was read of each conversation so far: a log only grows, so the rest is all that has to be read again. */
const known = new WeakMap<Pick<Storage, 'readLog'>, Map<string, Read>>();

/** The latest probe records of a case's conversation, before and since the case was opened, oldest first. */
export async function readLooks(
  storage: Pick<Storage, 'readLog'>,
  { conversation }: Pick<CaseRecord, 'conversation'>,
): Promise<readonly JsonObject[]> {
  const read = known.get(storage) ?? new Map<string, Read>();
  known.set(storage, read);
  let { seq, looks } = read.get(conversation) ?? { seq: 0, looks: [] };
  for (let entries = await storage.readLog(conversation, seq, pageSize); entries.length > 0; ) {
    looks = [...looks, ...entries.flatMap(lookOf)].slice(-mostLooks);
    seq = entries.at(-1)?.seq ?? seq;
    entries = entries.length < pageSize ? [] : await storage.readLog(conversation, seq, pageSize);
  }
  read.delete(conversation);
  read.set(conversation, { seq, looks });
  for (const oldest of read.keys()) {
    if (read.size <= mostConversations) break;
    read.delete(oldest);
  }
  return looks;
}

function lookOf({ direction, activity }: LogEntry): readonly JsonObject[] {
  if (direction !== 'internal' || activity['name'] !== probeResultEvent) return [];
  const { value } = activity;
  const record = isJsonObject(value) ? value['record'] : null;
  return isJsonObject(record) ? [record] : [];
}
