import type { LocaleTexts } from '../../answers/texts.js';
import type { CaseRecord } from '../../storage/caseStore.js';
import type { ConversationKey, LogEntry, Storage } from '../../storage/storage.js';
import type { CaseEvent } from '../case/caseEvent.js';
import { caseEvent } from '../caseRow.js';
import { withoutWithheld } from '../messageDelivery.js';

export type ExportStorage = Pick<
  Storage,
  'cases' | 'records' | 'readLog' | 'outboxStates' | 'readAttachment'
>;

export interface ExportRequest {
  readonly conversation: ConversationKey;
  /** Whether what agents wrote for each other goes with it. */
  readonly notes: boolean;
  /** The language of what is said around the conversation. */
  readonly texts: Pick<LocaleTexts, 'locale' | 't' | 'dateTime'>;
  readonly now: Date;
}

export interface ExportedEvent {
  readonly caseId: string;
  readonly reference: string;
  /** It happened after this entry of the log. */
  readonly seq: number;
  readonly event: CaseEvent;
}

export interface ExportedCase {
  readonly record: CaseRecord;
  /** In their order. */
  readonly events: readonly ExportedEvent[];
}

const pageSize = 200;
/** A conversation lasts as long as the retention lets it; this is one a day for some years. */
const mostCases = 1_000;

/** The conversation's cases, oldest first, without what the reader is not to have. */
export async function readExportedCases(
  storage: ExportStorage,
  { conversation, notes }: ExportRequest,
): Promise<readonly ExportedCase[]> {
  const records = await storage.cases.list({ conversation, limit: mostCases });
  return Promise.all(
    records.toReversed().map(async (record) => ({ record, events: await eventsOf(storage, record, notes) })),
  );
}

async function eventsOf(
  { cases }: ExportStorage,
  { caseId, reference }: CaseRecord,
  notes: boolean,
): Promise<readonly ExportedEvent[]> {
  const events: ExportedEvent[] = [];
  for (let afterN = 0; ; ) {
    const page = await cases.events(caseId, afterN, pageSize);
    for (const { n, seq, event } of page) {
      afterN = n;
      const shown = shownEvent(caseEvent(event), notes);
      if (shown !== null) events.push({ caseId, reference, seq, event: shown });
    }
    if (page.length < pageSize) return events;
  }
}

/** Notes are written for agents, and what went wrong with a hub is told to operators. */
function shownEvent(event: CaseEvent, notes: boolean): CaseEvent | null {
  if (notes) return event;
  switch (event.type) {
    case 'noted':
    case 'bot-noted':
      return null;
    case 'failed':
      return { ...event, error: '' };
    default:
      return event;
  }
}

/** The conversation's log, oldest first, without what the person never got. */
export async function* readEntries(
  storage: ExportStorage,
  conversation: ConversationKey,
): AsyncGenerator<LogEntry> {
  for (let after = 0; ; ) {
    const page = await storage.readLog(conversation, after, pageSize);
    yield* await withoutWithheld(storage, conversation, page);
    after = page.at(-1)?.seq ?? after;
    if (page.length < pageSize) return;
  }
}

/** All events of these cases in the order of the log. */
export function inLogOrder(cases: readonly ExportedCase[]): readonly ExportedEvent[] {
  return cases.flatMap(({ events }) => events).toSorted((a, b) => a.seq - b.seq);
}
