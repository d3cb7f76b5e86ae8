import { attachmentIdOf } from '../../base/attachmentUrl.js';
import { type CaseRecord, eventCursor, type StoredCaseEvent } from '../../storage/caseStore.js';
import type { LogEntry, Storage } from '../../storage/storage.js';
import type { CaseEvent, CaseEventType } from '../case/caseEvent.js';
import { caseState } from '../caseRow.js';
import type { SummaryPart } from '../desk/deskApi.js';
import { withoutWithheld } from '../messageDelivery.js';
import { speakerOf } from '../spoken.js';
import { pressedTitle } from '../transcript/pressedTitle.js';
import type { HubFile, HubPiece } from './hub.js';
import { transcriptOf } from './transcriptOf.js';

export interface PieceSource {
  readonly storage: Pick<Storage, 'cases' | 'readLog' | 'outboxStates'>;
  /** What agents are to know first, in the language of the case's queue. */
  summarize(record: CaseRecord): Promise<readonly SummaryPart[]>;
}

/** What a hub is to be given next, and how far its cursors stand once it has it. Without a piece only the cursors move. */
export interface NextPiece {
  readonly piece: HubPiece | null;
  readonly cursors: readonly { readonly name: string; readonly to: number }[];
}

const pageSize = 100;

/**
 * The first thing in a case's story that the hub has not been given: what was said stands in the conversation's log, what
 * happened in the case's events, and an event stands behind the entry of its `seq`. Null when the hub knows all.
 *
 * A hub that was told of a case learns its events to the end, also when another has taken it over; what is said it learns
 * while the case is its own.
 */
export async function nextPiece(
  source: PieceSource,
  hub: string,
  record: CaseRecord,
): Promise<NextPiece | null> {
  const { cases } = source.storage;
  const cursors = await cases.cursors(record.caseId);
  const told = cursors[eventCursor(hub)] ?? 0;
  const events = await cases.events(record.caseId, told, pageSize);
  if (told === 0) return record.open && record.hub === hub ? requested(source, hub, record, events[0]) : null;
  const event = events.find((candidate) => tellsHub(eventOf(candidate).type));
  const entries = await said(source, hub, record, { after: cursors[hub] ?? 0, events });
  const heard = await withoutWithheld(source.storage, record.conversation, entries);
  const entry = heard.find(isForHub);
  if (entry !== undefined && (event === undefined || entry.seq <= event.seq))
    return messagePiece(source, hub, record, entry);
  if (event !== undefined) return eventPiece(hub, record, event);
  return passOver(hub, entries, events);
}

async function requested(
  source: PieceSource,
  hub: string,
  record: CaseRecord,
  first: StoredCaseEvent | undefined,
): Promise<NextPiece | null> {
  if (first === undefined) return null;
  const transcript = await transcriptOf(source.storage, record.conversation, first.seq);
  return {
    piece: {
      ...context(record, eventKey(record, first.n), first.at),
      kind: 'requested',
      summary: await source.summarize(record),
      transcript,
    },
    // The event's last: until it has moved, the hub counts as not told.
    cursors: [
      { name: hub, to: first.seq },
      { name: eventCursor(hub), to: first.n },
    ],
  };
}

/** After a case's end its conversation is the bot's again. */
async function said(
  { storage }: PieceSource,
  hub: string,
  record: CaseRecord,
  { after, events }: { readonly after: number; readonly events: readonly StoredCaseEvent[] },
): Promise<readonly LogEntry[]> {
  if (record.hub !== hub) return [];
  const end = events.find((candidate) => ends.has(eventOf(candidate).type));
  if (!record.open && end === undefined) return [];
  const entries = await storage.readLog(record.conversation, after, pageSize);
  return end === undefined ? entries : entries.filter(({ seq }) => seq <= end.seq);
}

const ends: ReadonlySet<CaseEventType> = new Set(['resolved', 'cancelled', 'expired', 'failed']);

/** Agents' messages are the hub's own words, and notes those of another's agents. */
function tellsHub(type: CaseEventType): boolean {
  switch (type) {
    case 'requested':
    case 'queued':
    case 'person-spoke':
    case 'agent-spoke':
    case 'noted':
    case 'mail-address':
      return false;
    default:
      return true;
  }
}

function isForHub({ direction, activity }: LogEntry): boolean {
  if (activity['type'] !== 'message' || direction === 'internal') return false;
  // Agents' words are the hub's own, and notices about the handoff it has caused.
  return direction === 'in' || speakerOf(activity) === 'bot';
}

async function messagePiece(
  { storage }: PieceSource,
  hub: string,
  record: CaseRecord,
  entry: LogEntry,
): Promise<NextPiece> {
  const { seq, direction, activity, at } = entry;
  const cursors = [{ name: hub, to: seq }];
  const text = await wordsOf(storage, record, entry);
  const files = direction === 'in' ? filesOf(activity['attachments']) : [];
  if (text === '' && files.length === 0) return { piece: null, cursors };
  const said = { seq, from: direction === 'in' ? 'person' : 'bot', text, files } as const;
  return { piece: { ...context(record, `${record.caseId}:${seq}`, at), kind: 'message', ...said }, cursors };
}

/** Of a pressed button what stood on it. What it sends is the bot's alone: an address for mail, for example. */
async function wordsOf(
  storage: PieceSource['storage'],
  { conversation }: CaseRecord,
  entry: LogEntry,
): Promise<string> {
  const { text } = entry.activity;
  if (typeof text === 'string' && text !== '') return text;
  return (await pressedTitle(storage, conversation, entry)) ?? '';
}

function filesOf(attachments: unknown): readonly HubFile[] {
  const all = Array.isArray(attachments) ? (attachments as readonly Record<string, unknown>[]) : [];
  return all.flatMap(({ name, contentType, contentUrl }) =>
    typeof name === 'string'
      ? [{ name, contentType: String(contentType), fileId: attachmentIdOf(String(contentUrl ?? '')) }]
      : [],
  );
}

function eventPiece(hub: string, record: CaseRecord, stored: StoredCaseEvent): NextPiece {
  const { n, at } = stored;
  return {
    piece: { ...context(record, eventKey(record, n), at), kind: 'event', event: eventOf(stored) },
    cursors: [{ name: eventCursor(hub), to: n }],
  };
}

/** Nothing of these is for hubs. */
function passOver(
  hub: string,
  entries: readonly LogEntry[],
  events: readonly StoredCaseEvent[],
): NextPiece | null {
  const [entry, event] = [entries.at(-1), events.at(-1)];
  if (entry === undefined && event === undefined) return null;
  return {
    piece: null,
    cursors: [
      ...(entry === undefined ? [] : [{ name: hub, to: entry.seq }]),
      ...(event === undefined ? [] : [{ name: eventCursor(hub), to: event.n }]),
    ],
  };
}

function context(record: CaseRecord, key: string, at: string) {
  return { key, at, record, state: caseState(record) };
}

function eventKey({ caseId }: CaseRecord, n: number): string {
  return `${caseId}:event-${n}`;
}

function eventOf({ event }: StoredCaseEvent): CaseEvent {
  return event as unknown as CaseEvent;
}
