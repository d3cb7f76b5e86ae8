import type { TimelineEntry, TimelineEvent } from '../../../src/handoff/desk/deskApi.js';
import type { CaseRoom } from './caseRoom.js';
import type { OutgoingMessage } from './outbox.js';

/** What the conversation shows, from top to bottom. */
export type TimelineRow =
  | { readonly kind: 'entry'; readonly key: string; readonly at: string; readonly entry: TimelineEntry }
  | { readonly kind: 'event'; readonly key: string; readonly at: string; readonly event: TimelineEvent }
  | {
      readonly kind: 'outgoing';
      readonly key: string;
      readonly at: string;
      readonly message: OutgoingMessage;
    };

/** That somebody spoke is seen by what they said; that a case is queued, by its having been requested. */
const unshown: ReadonlySet<string> = new Set(['queued', 'person-spoke', 'agent-spoke']);

/**
 * An event stands behind the entry of its seq. A message under way stands last until the timeline brings it; it keeps its
 * key then, so that it doesn't blink.
 */
export function timelineRows(
  { entries, events }: Pick<CaseRoom, 'entries' | 'events'>,
  outgoing: readonly OutgoingMessage[],
): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  const shown = events.filter(({ event }) => !unshown.has(event.type));
  let next = 0;
  const addEvents = (upTo: number) => {
    for (let event = shown[next]; event !== undefined && event.seq < upTo; event = shown[next]) {
      rows.push({ kind: 'event', key: `event ${event.n}`, at: event.event.at, event });
      next += 1;
    }
  };
  for (const entry of entries) {
    addEvents(entry.seq);
    const key = entry.messageId === null ? `entry ${entry.seq}` : `message ${entry.messageId}`;
    rows.push({ kind: 'entry', key, at: entry.at, entry });
  }
  addEvents(Number.POSITIVE_INFINITY);
  const arrived = new Set(entries.map(({ messageId }) => messageId));
  for (const message of outgoing) {
    if (arrived.has(message.messageId)) continue;
    rows.push({ kind: 'outgoing', key: `message ${message.messageId}`, at: message.at, message });
  }
  return rows;
}
