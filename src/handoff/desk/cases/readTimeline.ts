import type { CaseRecord } from '../../../storage/caseStore.js';
import type { LogEntry, Storage } from '../../../storage/storage.js';
import type { CaseEvent } from '../../case/caseEvent.js';
import type { Timeline } from '../deskApi.js';
import { pressedTitle } from './pressedTitle.js';
import { timelineEntry } from './timelineEntry.js';

const pageSize = 100;

export type TimelineStorage = Pick<Storage, 'readLog' | 'cases'>;

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
  { caseId, conversation }: Pick<CaseRecord, 'caseId' | 'conversation'>,
  after: TimelinePlace,
): Promise<Timeline> {
  // Events first: an entry that is written meanwhile comes with this page, its event with the next.
  const stored = await storage.cases.events(caseId, after.event, pageSize);
  const log = await storage.readLog(conversation, after.seq, pageSize);
  const logEnds = log.length < pageSize;
  const afterSeq = log.at(-1)?.seq ?? after.seq;
  const events = logEnds ? stored : stored.filter(({ seq }) => seq <= afterSeq);
  return {
    entries: await shownEntries(storage, conversation, log),
    events: events.map(({ n, seq, event }) => ({ n, seq, event: event as unknown as CaseEvent })),
    afterSeq,
    afterEvent: events.at(-1)?.n ?? after.event,
    more: !logEnds || events.length < stored.length || stored.length === pageSize,
  };
}

async function shownEntries(storage: TimelineStorage, conversation: string, log: readonly LogEntry[]) {
  const shown = await Promise.all(
    log.map(async (entry) => {
      const line = timelineEntry(entry);
      if (line === null || line.text !== '' || line.from !== 'person' || line.files.length > 0) return line;
      const title = await pressedTitle(storage, conversation, entry);
      return title === null ? null : { ...line, text: title };
    }),
  );
  return shown.filter((line) => line !== null);
}
