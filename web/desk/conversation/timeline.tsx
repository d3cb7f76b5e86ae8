import { Button } from '@fluentui/react-components';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { CaseView } from '../../../src/handoff/desk/deskApi.js';
import type { CaseRoom } from '../state/caseRoom.js';
import { type TimelineRow, timelineRows } from '../state/timelineRows.js';
import { useDesk, useStore } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { useNow } from '../useNow.js';
import { EntryBubble } from './entryBubble.js';
import { EventLine } from './eventLine.js';
import { OutgoingBubble } from './outgoingBubble.js';
import { TypingLine } from './typingLine.js';

export interface TimelineProps {
  readonly room: CaseRoom;
  readonly view: CaseView;
}

/** So near to its end, in px, the reader is taken to follow the conversation. */
const nearPx = 60;

export function Timeline({ room, view }: TimelineProps) {
  const { t, day } = useTexts();
  const now = useNow(60_000);
  const outgoing = useDesk((state) => state.outgoing);
  const rows = useMemo(
    () =>
      timelineRows(
        room,
        outgoing.filter(({ caseId }) => caseId === room.caseId),
      ),
    [room, outgoing],
  );
  const { scroller, onScroll, behind, toEnd } = useFollowing(rows.at(-1));
  useReading(room, view, behind);

  return (
    <div className="timeline">
      <Announcement room={room} />
      <div
        className="timeline__scroller"
        ref={scroller}
        onScroll={onScroll}
        role="log"
        aria-live="off"
        aria-label={t('talk.log')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by the keyboard
        tabIndex={0}
      >
        <div>
          {rows.map((row, at) => {
            const date = dayOf(row.at);
            const newDay = date !== dayOf(rows[at - 1]?.at ?? '');
            return (
              <div key={row.key}>
                {newDay && <div className="timeline__day">{day(row.at)}</div>}
                <Row row={row} view={view} now={now} />
              </div>
            );
          })}
          <TypingLine view={view} />
        </div>
      </div>
      {behind && (
        <Button className="timeline__down" appearance="primary" shape="circular" onClick={toEnd}>
          {t('talk.toEnd')}
        </Button>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: TimelineRow;
  readonly view: CaseView;
  readonly now: number;
}

function Row({ row, view, now }: RowProps) {
  switch (row.kind) {
    case 'entry':
      return <EntryBubble entry={row.entry} view={view} now={now} />;
    case 'event':
      return <EventLine event={row.event.event} now={now} />;
    case 'outgoing':
      return <OutgoingBubble message={row.message} />;
  }
}

function dayOf(iso: string): string {
  return new Date(iso).toDateString();
}

/** Keeps the end in sight while the reader is there, and leaves them where they read otherwise. */
function useFollowing(last: TimelineRow | undefined) {
  const scroller = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [behind, setBehind] = useState(false);
  const size = useRef('');
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const now = `${box.scrollHeight} ${box.clientHeight}`;
    const resized = now !== size.current;
    size.current = now;
    // A browser that lays out anew scrolls by itself; the reader has not gone away.
    if (resized && following.current) {
      scrollToEnd(box);
      return;
    }
    following.current = box.scrollHeight - box.scrollTop - box.clientHeight < nearPx;
    setBehind(!following.current);
  };
  // Pictures and a keyboard that comes up change heights without a new row.
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const watcher = new ResizeObserver(() => following.current && scrollToEnd(box));
    watcher.observe(box);
    if (box.firstElementChild) watcher.observe(box.firstElementChild);
    return () => watcher.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (following.current || last?.kind === 'outgoing') scrollToEnd(scroller.current);
  }, [last]);
  return { scroller, onScroll, behind, toEnd: () => scrollToEnd(scroller.current) };
}

function scrollToEnd(box: HTMLElement | null): void {
  if (box) box.scrollTop = box.scrollHeight;
}

/** Tells how far the agent who has the case has seen it. */
function useReading(room: CaseRoom, view: CaseView, behind: boolean): void {
  const store = useStore();
  const agentId = useDesk((state) => state.me.agent.id);
  const online = useDesk((state) => state.line === 'online');
  const seq = room.entries.at(-1)?.seq ?? 0;
  const mine = view.status === 'claimed' && view.agent?.id === agentId;
  useEffect(() => {
    if (!mine || behind || !online || seq === 0) return;
    const tell = () => document.visibilityState === 'visible' && store.read(room.caseId, seq);
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [store, room.caseId, seq, mine, behind, online]);
}

/** Says a new message of the person to a screen reader, once, and not those that were there before. */
function Announcement({ room }: { readonly room: CaseRoom }) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const heard = useRef<number | null>(null);
  useEffect(() => {
    if (!room.complete) return;
    const last = room.entries.findLast(({ from }) => from === 'person');
    const seq = last?.seq ?? 0;
    if (heard.current !== null && seq > heard.current)
      setText(
        t('talk.announce', { name: room.view?.personName ?? t('person.unnamed'), text: last?.text ?? '' }),
      );
    heard.current = seq;
  }, [room, t]);
  return (
    <div className="visually-hidden" role="status">
      {text}
    </div>
  );
}
