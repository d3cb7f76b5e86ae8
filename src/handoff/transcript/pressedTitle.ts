import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../../base/isJsonObject.js';
import type { LogEntry, Storage } from '../../storage/storage.js';
import { actionsOf } from './cardText.js';
import { attachmentsOf } from './timelineEntry.js';

/** People press the buttons of what they have just read. */
const lookedBack = 20;

/** What stood on the button that a message without words comes from; null when it comes from none. */
export async function pressedTitle(
  storage: Pick<Storage, 'readLog'>,
  conversation: string,
  { seq, activity }: LogEntry,
): Promise<string | null> {
  const { value } = activity;
  if (!isJsonObject(value)) return null;
  const before = await storage.readLog(conversation, Math.max(0, seq - lookedBack - 1), lookedBack);
  const actions = before
    .filter((entry) => entry.direction === 'out' && entry.seq < seq)
    .flatMap((entry) => attachmentsOf(entry.activity).flatMap(({ content }) => actionsOf(content ?? null)));
  const pressed = actions.findLast(({ data }) => isJsonObject(data) && isSamePress(data, value));
  return typeof pressed?.['title'] === 'string' ? pressed['title'] : null;
}

/** Channels add fields of their own to what a button sends. */
function isSamePress(data: { readonly [name: string]: unknown }, value: typeof data): boolean {
  return data['trustdesk'] === undefined
    ? isDeepStrictEqual(data, value)
    : isDeepStrictEqual(data['trustdesk'], value['trustdesk']);
}
