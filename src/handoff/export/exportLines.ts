import type { LogEntry } from '../../storage/storage.js';
import type { TimelineEntry } from '../desk/deskApi.js';
import { agentWords } from '../transcript/agentWords.js';
import { pressedTitle } from '../transcript/pressedTitle.js';
import { timelineEntry } from '../transcript/timelineEntry.js';
import { attachedFiles } from './attachedFiles.js';
import {
  type ExportedCase,
  type ExportedEvent,
  type ExportRequest,
  type ExportStorage,
  inLogOrder,
  readEntries,
} from './exportSource.js';

/** What somebody said, or what happened to a case. */
export type ExportLine =
  | {
      readonly kind: 'said';
      readonly said: TimelineEntry;
      /** Name of the person on their channel; null when it tells none, and of others. */
      readonly personName: string | null;
      /** BCP 47, as the channel tells it. */
      readonly locale: string | null;
      /** Ids of the files that we keep. */
      readonly files: readonly string[];
    }
  | ({ readonly kind: 'event' } & ExportedEvent);

/** The conversation as it is read, in its order. */
export async function* exportLines(
  storage: ExportStorage,
  { conversation }: ExportRequest,
  cases: readonly ExportedCase[],
): AsyncGenerator<ExportLine> {
  const events = [...inLogOrder(cases)];
  for await (const entry of readEntries(storage, conversation)) {
    const later = events.findIndex(({ seq }) => seq >= entry.seq);
    for (const event of events.splice(0, later < 0 ? events.length : later))
      yield { kind: 'event', ...event };
    const said = await saidLine(storage, conversation, entry);
    if (said !== null) yield said;
  }
  for (const event of events) yield { kind: 'event', ...event };
}

async function saidLine(
  storage: ExportStorage,
  conversation: string,
  entry: LogEntry,
): Promise<ExportLine | null> {
  const said = timelineEntry(entry);
  if (said === null) return null;
  const text = await wordsOf(storage, conversation, entry, said);
  if (text === null) return null;
  const { from, locale } = entry.activity;
  const name = said.from === 'person' ? (from as { readonly name?: unknown } | undefined)?.name : null;
  return {
    kind: 'said',
    said: { ...said, text },
    personName: typeof name === 'string' && name.trim() !== '' ? name : null,
    locale:
      typeof locale === 'string' && /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8}){0,4}$/.test(locale) ? locale : null,
    files: attachedFiles(entry),
  };
}

/** As they were written; a person's message without words or files is a pressed button. Null: nothing was said. */
async function wordsOf(
  storage: ExportStorage,
  conversation: string,
  entry: LogEntry,
  { from, text, files }: TimelineEntry,
): Promise<string | null> {
  if (from === 'agent') return (await agentWords(storage, conversation, entry)) ?? text;
  const pressed = from === 'person' && text === '' && files.length === 0;
  return pressed ? pressedTitle(storage, conversation, entry) : text;
}
