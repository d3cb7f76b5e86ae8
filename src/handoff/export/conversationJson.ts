import type { LogEntry } from '../../storage/storage.js';
import { caseState } from '../caseRow.js';
import { handoffEventName } from '../handoffEvent.js';
import { type ExportedCase, type ExportRequest, type ExportStorage, readEntries } from './exportSource.js';

/**
 * `{format, exportedAt, conversation, notes, cases: [{…state, events}], log: [{seq, at, direction, activity}],
 * files: [{id, name, base64}]}`, one item a line. What of the log only brings an event of a case into the conversation is
 * left out, since the case tells it.
 */
export async function* conversationJson(
  storage: ExportStorage,
  { conversation, notes, now }: ExportRequest,
  cases: readonly ExportedCase[],
): AsyncGenerator<string> {
  const head = {
    ...{ format: 'trustdesk-conversation-1', exportedAt: now.toISOString(), conversation, notes },
    cases: cases.map(({ record, events }) => ({
      ...caseState(record),
      events: events.map(({ seq, event }) => ({ seq, ...event })),
    })),
  };
  yield `${JSON.stringify(head).slice(0, -1)},\n"log":[`;
  let separator = '\n';
  for await (const entry of readEntries(storage, conversation)) {
    if (bringsEvent(entry)) continue;
    yield `${separator}${JSON.stringify(entry)}`;
    separator = ',\n';
  }
  yield '\n],\n"files":[';
  separator = '\n';
  for (const id of await storage.records.attachmentIds(conversation)) {
    const file = await storage.readAttachment(conversation, id);
    if (file === null) continue;
    yield `${separator}${JSON.stringify({ id, name: file.name, base64: file.bytes.toString('base64') })}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

function bringsEvent({ direction, activity }: LogEntry): boolean {
  return direction === 'internal' && activity['name'] === handoffEventName;
}
