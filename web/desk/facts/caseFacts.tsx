import { Button, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { CaseView, SummaryPart } from '../../../src/handoff/desk/deskApi.js';
import { Icon } from '../icon.js';
import { WaitingTime } from '../list/waitingTime.js';
import { MarkdownLine, MarkdownText } from '../markdown/markdownText.js';
import { isWaiting, waitingSince } from '../state/caseLists.js';
import { useDesk } from '../state/useDesk.js';
import { useTexts } from '../texts/useTexts.js';
import { goTo } from '../useRoute.js';

/** What is known of the opened case: how it stands, and the summary that the bot made. */
export function CaseFacts({ caseId }: { readonly caseId: string | null }) {
  const { t } = useTexts();
  const view = useDesk(({ rooms }) => (caseId === null ? null : (rooms[caseId]?.view ?? null)));
  if (view === null)
    return (
      <div className="pane__empty">
        <Text>{t('facts.none')}</Text>
      </div>
    );
  return (
    <>
      <div className="facts__head">
        <Button
          className="only-without-facts"
          appearance="subtle"
          icon={<Icon name="back" />}
          aria-label={t('facts.back')}
          onClick={() => goTo({ caseId: view.caseId, details: false })}
        />
        <h2 id="facts-title">{t('facts.title', { reference: view.reference })}</h2>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by the keyboard */}
      <section className="facts__body" tabIndex={0} aria-labelledby="facts-title">
        <Standing view={view} />
        {view.words !== null && (
          <section className="facts__part">
            <h3>{t('facts.words')}</h3>
            <blockquote dir="auto" lang={view.locale}>
              {view.words}
            </blockquote>
          </section>
        )}
        {view.summary.map((part) => (
          <Part key={part.id} part={part} />
        ))}
      </section>
    </>
  );
}

function Standing({ view }: { readonly view: CaseView }) {
  const { t, dateTime, languageName } = useTexts();
  const me = useDesk((state) => state.me);
  const since = waitingSince(view);
  const queue = me.queues.find(({ id }) => id === view.queue)?.name ?? view.queue;
  const cause = me.causes.find(({ code }) => code === view.cause)?.name ?? view.cause;
  const lines: readonly (readonly [string, ReactNode])[] = [
    ['queue', queue],
    ['agent', view.agent?.name ?? null],
    ['opened', dateTime(view.openedAt)],
    ['waits', since === null ? null : <WaitingTime key="waits" since={since} urgent={!isWaiting(view)} />],
    ['ended', view.endedAt === null ? null : dateTime(view.endedAt)],
    ['cause', cause],
    ['outcome', view.endedAt === null ? null : t(`outcome.${view.outcome}`)],
    ['language', languageName(view.locale)],
    ['channel', channelName(view.channelId, t)],
    ['mail', view.mailAddress],
  ];
  return (
    <section className="facts__part">
      <h3>{t('facts.standing')}</h3>
      <dl>
        {lines
          .filter(([, value]) => value !== null)
          .map(([key, value]) => (
            <div key={key} className="facts__fact">
              <dt>{t(`facts.${key}`)}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function channelName(channelId: string, t: (key: string) => string): ReactNode {
  return (
    { directline: t('channel.directline'), webchat: t('channel.directline'), msteams: t('channel.msteams') }[
      channelId
    ] ?? channelId
  );
}

function Part({ part }: { readonly part: SummaryPart }) {
  return (
    <section className="facts__part">
      <h3>{part.title}</h3>
      {part.facts.length > 0 && (
        <dl>
          {part.facts.map(({ label, value }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, and a part is replaced as a whole
            <div key={at} className="facts__fact">
              <dt>{label}</dt>
              <dd dir="auto">
                <MarkdownLine text={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {part.text !== null && <MarkdownText text={part.text} />}
    </section>
  );
}
