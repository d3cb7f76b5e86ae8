import type { ReactNode } from 'react';
import type { CaseView, TimelineEntry } from '../../../src/handoff/desk/deskApi.js';
import { Icon, type IconName } from '../icon.js';
import { MarkdownText } from '../markdown/markdownText.js';
import { useTexts } from '../texts/useTexts.js';
import { SentFiles } from './sentFiles.js';

export interface EntryBubbleProps {
  readonly entry: TimelineEntry;
  readonly view: CaseView;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Somebody's message. */
export function EntryBubble({ entry, view, now }: EntryBubbleProps) {
  const { t, time } = useTexts();
  const { from, name, text, files } = entry;
  const author = {
    person: view.personName ?? t('person.unnamed'),
    bot: t('author.bot'),
    agent: name ?? t('author.agent'),
  }[from];
  return (
    <Bubble
      side={from}
      author={author}
      time={time(entry.at, now)}
      state={from === 'agent' && <DeliveryState state={entry.delivery ?? 'sent'} />}
    >
      {from === 'bot' ? (
        <div lang={view.locale} dir="auto">
          <MarkdownText text={text} />
        </div>
      ) : (
        text !== '' && <PlainText text={text} locale={view.locale} />
      )}
      <SentFiles caseId={view.caseId} files={files} />
    </Bubble>
  );
}

export interface BubbleProps {
  readonly side: TimelineEntry['from'];
  readonly author: string;
  readonly time: string;
  readonly state: ReactNode;
  readonly children: ReactNode;
}

export function Bubble({ side, author, time, state, children }: BubbleProps) {
  return (
    <article className={`bubble bubble--${side}`} aria-label={`${author}, ${time}`}>
      <div className="bubble__content">{children}</div>
      <div className="bubble__meta">
        <span className="bubble__author" dir="auto">
          {author}
        </span>
        <span>{time}</span>
        {state}
      </div>
    </article>
  );
}

/** As it was written: line breaks stay, and the first strong letter says the direction. */
export function PlainText({ text, locale }: { readonly text: string; readonly locale: string }) {
  return (
    <p className="plain-text" dir="auto" lang={locale}>
      {text}
    </p>
  );
}

/** What is under way, or what the server says has become of it. */
type ShownState = 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

const stateIcons: Readonly<Record<ShownState, IconName>> = {
  sending: 'clock',
  sent: 'check',
  delivered: 'check',
  read: 'read',
  failed: 'failed',
};

export function DeliveryState({ state }: { readonly state: ShownState }) {
  const { t } = useTexts();
  return (
    <span className={`delivery delivery--${state}`}>
      <Icon name={stateIcons[state]} />
      {t(`delivery.${state}`)}
    </span>
  );
}
