import type { CaseEvent } from '../../../src/handoff/case/caseEvent.js';
import { Icon } from '../icon.js';
import { MarkdownText } from '../markdown/markdownText.js';
import { useDesk } from '../state/useDesk.js';
import type { DeskTexts } from '../texts/deskTexts.js';
import { useTexts } from '../texts/useTexts.js';

export interface EventLineProps {
  readonly event: CaseEvent;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What happened to the case, between the messages; notes look unlike anything that the person gets to read. */
export function EventLine({ event, now }: EventLineProps) {
  const { t, time } = useTexts();
  const causes = useDesk((state) => state.me.causes);
  if (event.type === 'noted' || event.type === 'bot-noted')
    return <Note event={event} time={time(event.at, now)} />;
  const cause = event.type === 'resolved' ? causes.find(({ code }) => code === event.cause)?.name : undefined;
  return (
    <div className="event-line">
      <span>{sentence(event, cause, t)}</span>
      <span className="event-line__time">{time(event.at, now)}</span>
      {event.type === 'resolved' && event.text !== null && (
        <blockquote className="event-line__text" dir="auto">
          {event.text}
        </blockquote>
      )}
    </div>
  );
}

function sentence(event: CaseEvent, cause: string | undefined, t: DeskTexts['t']): string {
  const name =
    event.by.kind === 'agent'
      ? event.by.agent.name
      : event.by.kind === 'hub'
        ? event.by.hub
        : t('author.bot');
  switch (event.type) {
    case 'requested':
      return t(`event.requested.${event.request.reason}`);
    case 'transferred':
      return event.to === null
        ? t('event.transferredToQueue', { name, queue: event.standing.queue })
        : t('event.transferred', { name, to: event.to.name });
    case 'released':
      return t(`event.released.${event.reason}`, { name });
    case 'resolved':
      return t(event.solved ? 'event.solved' : 'event.notSolved', { name, cause: cause ?? event.cause });
    case 'cancelled':
      return t(`event.cancelled.${event.reason}`);
    case 'failed':
      return t('event.failed', { error: event.error });
    case 'outcome':
      return t('event.outcome', { outcome: t(`outcome.${event.outcome}`) });
    case 'mail-address':
      return t(event.address === null ? 'event.noMailAddress' : 'event.mailAddress');
    default:
      return t(`event.${event.type}`, { name });
  }
}

interface NoteProps {
  readonly event: Extract<CaseEvent, { type: 'noted' | 'bot-noted' }>;
  readonly time: string;
}

function Note({ event, time }: NoteProps) {
  const { t } = useTexts();
  const bot = event.type === 'bot-noted';
  const author = event.by.kind === 'agent' ? event.by.agent.name : t('author.bot');
  return (
    <article className="note" aria-label={`${t('note.label')}, ${author}, ${time}`}>
      <div className="note__head">
        <Icon name={bot ? 'bot' : 'note'} />
        <span className="note__label">{t('note.label')}</span>
        <span dir="auto">{author}</span>
        <span>{time}</span>
      </div>
      {bot ? (
        <MarkdownText text={event.text} />
      ) : (
        <p className="plain-text" dir="auto">
          {event.text}
        </p>
      )}
    </article>
  );
}
