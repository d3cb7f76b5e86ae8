import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseView, TimelineEntry, TimelineEvent } from '../../../src/handoff/desk/deskApi.js';
import {
  type CaseRoom,
  emptyRoom,
  withoutEntries,
  withTimeline,
  withView,
} from '../../../web/desk/state/caseRoom.js';
import type { OutgoingMessage } from '../../../web/desk/state/outbox.js';
import { timelineRows } from '../../../web/desk/state/timelineRows.js';

const entry = (seq: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  ...{ seq, at: '2026-11-22T10:00:00Z', from: 'person', name: null, messageId: null, text: `${seq}` },
  ...{ files: [], delivery: null },
  ...more,
});
const event = (n: number, seq: number, type: 'noted' | 'queued' = 'noted'): TimelineEvent =>
  ({
    n,
    seq,
    event: { type, text: '', n, at: '2026-11-22T10:00:00Z', by: { kind: 'bot' } },
  }) as TimelineEvent;
const page = (entries: TimelineEntry[], events: TimelineEvent[], more = false) => ({
  ...{ entries, events, more },
  afterSeq: entries.at(-1)?.seq ?? 0,
  afterEvent: events.at(-1)?.n ?? 0,
});
const view = (version: number) => ({ version }) as CaseView;
const keys = (room: CaseRoom, outgoing: OutgoingMessage[] = []) =>
  timelineRows(room, outgoing).map(({ key }) => key);

describe('a room', () => {
  test('holds each entry once and in order, however pages overlap', () => {
    const pages = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 10 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(pages, (told) => {
        const room = told.reduce(
          (known, seqs) =>
            withTimeline(
              known,
              page(
                seqs.map((seq) => entry(seq)),
                [],
              ),
            ),
          emptyRoom('a'),
        );
        const all = [...new Set(told.flat())].sort((one, other) => one - other);
        expect(room.entries.map(({ seq }) => seq)).toEqual(all);
      }),
    );
  });

  test('goes on from the furthest place, and takes an entry’s later state', () => {
    let room = withTimeline(
      emptyRoom('a'),
      page([entry(4), entry(7, { delivery: 'sent' })], [event(2, 4)], true),
    );
    expect([room.afterSeq, room.afterEvent, room.complete]).toEqual([7, 2, false]);
    room = withTimeline(room, { ...page([], []), afterSeq: 9, afterEvent: 2 });
    room = withTimeline(room, page([entry(7, { delivery: 'delivered' })], []));
    expect([room.afterSeq, room.afterEvent, room.complete]).toEqual([9, 2, true]);
    expect(room.entries.map(({ delivery }) => delivery)).toEqual([null, 'delivered']);
  });

  test('loses what was withheld, and goes on from where it stood', () => {
    const room = withoutEntries(withTimeline(emptyRoom('a'), page([entry(4), entry(7)], [])), [7, 8]);
    expect([room.entries.map(({ seq }) => seq), room.afterSeq]).toEqual([[4], 7]);
    expect(withoutEntries(room, [7])).toBe(room);
  });

  test('never goes back to an older state of its case', () => {
    const room = [3, 2].reduce((known, version) => withView(known, view(version)), emptyRoom('a'));
    expect(room.view?.version).toBe(3);
    expect(withView(room, view(4)).view?.version).toBe(4);
  });
});

describe('rows', () => {
  const room = withTimeline(
    emptyRoom('a'),
    page(
      [entry(2), entry(5, { from: 'agent', messageId: 'm1' }), entry(6)],
      [event(1, 0), event(2, 2, 'queued'), event(3, 2), event(4, 6)],
    ),
  );

  test('an event stands behind the entry it happened after; what shows itself otherwise is left out', () => {
    expect(keys(room)).toEqual(['event 1', 'entry 2', 'event 3', 'message m1', 'entry 6', 'event 4']);
  });

  test('a message under way stands last, once, and keeps its key when it arrives', () => {
    const outgoing = ['m1', 'm2'].map(
      (messageId): OutgoingMessage => ({
        ...{
          caseId: 'a',
          messageId,
          text: '',
          files: [],
          at: '2026-11-22T10:00:00Z',
          state: 'sent',
          error: null,
        },
      }),
    );
    expect(keys(room, outgoing).filter((key) => key.startsWith('message'))).toEqual([
      'message m1',
      'message m2',
    ]);
    expect(keys(room, outgoing).at(-1)).toBe('message m2');
  });
});
