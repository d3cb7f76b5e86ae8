import type { CaseRecord } from '../../../storage/caseStore.js';
import type { LogEntry, Storage } from '../../../storage/storage.js';
import type { CaseEvent } from '../../case/caseEvent.js';
import { deliveriesOf, withoutWithheld } from '../../messageDelivery.js';
import { agentWords } from '../../transcript/agentWords.js';
import { pressedTitle } from '../../transcript/pressedTitle.js';
import { timelineEntry } from '../../transcript/timelineEntry.js';
import type { Timeline, TimelineEntry } from '../deskApi.js';

const pageSize = 100;

export type TimelineStorage = Pick<Storage, 'readLog' | 'cases' | 'outboxStates'>;
type CaseKeys = Pick<CaseRecord, 'caseId' | 'conversation'>;

/** How far a reader has come in a case's conversation and in its events. */
export interface TimelinePlace {
  readonly seq: number;
  readonly event: number;
}

/**
 * The next page. Entries of the log and events have one order, by `seq`, and an event stands behind its entry: one beyond
 * the entries of this page waits for the next, so that whoever reads page by page never has to put anything in between.
 */
export async function readTimeline(
  storage: TimelineStorage,
  record: CaseKeys,
  after: TimelinePlace,
): Promise<Timeline> {
  // Events first: an entry that is written meanwhile comes with this page, its event with the next.
  const stored = await storage.cases.events(record.caseId, after.event, pageSize);
  const log = await storage.readLog(record.conversation, after.seq, pageSize);
  const logEnds = log.length < pageSize;
  const afterSeq = log.at(-1)?.seq ?? after.seq;
  const events = logEnds ? stored : stored.filter(({ seq }) => seq <= afterSeq);
  return {
    entries: await shownEntries(storage, record, log),
    events: events.map(({ n, seq, event }) => ({ n, seq, event: event as unknown as CaseEvent })),
    afterSeq,
    afterEvent: events.at(-1)?.n ?? after.event,
    more: !logEnds || events.length < stored.length || stored.length === pageSize,
  };
}

/** These entries as they are now, for whoever has seen them before. */
export async function readAgain(
  storage: TimelineStorage,
  record: CaseKeys,
  seqs: readonly number[],
): Promise<readonly TimelineEntry[]> {
  const read = await Promise.all(seqs.map((seq) => storage.readLog(record.conversation, seq - 1, 1)));
  return shownEntries(storage, record, read.flat());
}

async function shownEntries(
  storage: TimelineStorage,
  record: CaseKeys,
  log: readonly LogEntry[],
): Promise<readonly TimelineEntry[]> {
  const deliveries = await deliveriesOf(storage, record, log);
  const said = await withoutWithheld(storage, record.conversation, log);
  const shown = await Promise.all(
    said.map(async (entry) => {
      const line = timelineEntry(entry);
      if (line?.from === 'person') return line.text === '' ? pressed(storage, record, entry, line) : line;
      if (line?.from !== 'agent') return line;
      const text = (await agentWords(storage, record.conversation, entry)) ?? line.text;
      return { ...line, text, delivery: deliveries.get(entry.seq) ?? null };
    }),
  );
  return shown.filter((line) => line !== null);
}

/** A message without words: files, or a button. */
async function pressed(
  storage: TimelineStorage,
  { conversation }: CaseKeys,
  entry: LogEntry,
  line: TimelineEntry,
): Promise<TimelineEntry | null> {
  if (line.files.length > 0) return line;
  const title = await pressedTitle(storage, conversation, entry);
  return title === null ? null : { ...line, text: title };
}
