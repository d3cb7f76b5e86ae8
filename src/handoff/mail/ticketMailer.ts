import { visibleText } from '../../answers/escapeMarkdown.js';
import { bestLocale, type Locale, localeNames } from '../../answers/locales.js';
import type { LocaleTexts, Texts } from '../../answers/texts.js';
import type { CaseRecord, StoredCaseEvent } from '../../storage/caseStore.js';
import type { CaseEvent } from '../case/caseEvent.js';
import { type CaseState, isEnded } from '../case/caseState.js';
import { caseState } from '../caseRow.js';
import type { SummaryPart } from '../desk/deskApi.js';
import type { Queues } from '../queues/queues.js';
import type { Mail, MailBlock, MailFact } from './mail.js';
import type { Mailer } from './mailer.js';
import { mailId } from './mailId.js';
import { summaryBlocks } from './summaryBlocks.js';
import { writtenLines } from './writtenLines.js';

export interface TicketParts {
  queues(): Queues;
  texts(): Texts;
  /** What an agent is to know of a case, in the language of who reads it. */
  summarize(state: CaseState, locale: Locale): readonly SummaryPart[];
  /** Where agents work; null when nobody has said under which address this server is opened. */
  readonly deskUrl: string | null;
}

/** Why a queue's address gets a case. */
type TicketReason = 'closed' | 'expired' | 'failed';

/** Writes to a queue's address about what nobody takes at once: outside its hours, or when the time has run out. */
export function makeTicketMailer(parts: TicketParts): Mailer {
  return {
    cursor: 'ticket mail',
    async next(record, events) {
      for (const stored of events) {
        const mail = ticketOf(parts, record, stored);
        if (mail !== null) return { do: 'send', mail, to: stored.n };
      }
      return { do: 'pass', to: events.at(-1)?.n ?? 0 };
    },
  };
}

function ticketOf(parts: TicketParts, record: CaseRecord, stored: StoredCaseEvent): Mail | null {
  const event = stored.event as unknown as CaseEvent;
  const state = caseState(record);
  const reason = reasonOf(event, state);
  if (reason === null) return null;
  const queue = 'standing' in event ? event.standing.queue : state.standing.queue;
  const to = parts.queues().mail(queue);
  if (to === null) return null;
  const texts = parts.texts().in(to.locale);
  const name = parts.queues().name(queue, to.locale);
  const replyTo = reason === 'closed' ? null : state.mailAddress;
  return {
    ...{ id: mailId(state.caseId, stored.n, 'ticket'), thread: mailId(state.caseId, 'ticket') },
    ...{ to: to.to, replyTo, locale: to.locale },
    subject: texts.t(`handoff:mail.ticket.subject.${reason}`, { reference: state.reference }),
    blocks: [
      { kind: 'paragraph', text: texts.t(`handoff:mail.ticket.${reason}`, { queue: name }) },
      { kind: 'facts', title: null, facts: requestFacts(state, texts) },
      ...ownWords(state, texts),
      ...summaryBlocks(parts.summarize(state, to.locale), texts),
      ...waysOn(parts, reason, replyTo, texts),
    ],
  };
}

/** A request that somebody has taken by now, or that was taken back, is no news. */
function reasonOf(event: CaseEvent, state: CaseState): TicketReason | null {
  switch (event.type) {
    case 'requested':
    case 'transferred': {
      const waits = !isEnded(state) && state.agent === null;
      return waits && event.standing.opensAt !== null ? 'closed' : null;
    }
    case 'expired':
    case 'failed':
      return event.type;
    default:
      return null;
  }
}

function requestFacts({ reference, openedAt, request, mailAddress }: CaseState, texts: LocaleTexts) {
  const { personName, locale, channelId } = request;
  const known = bestLocale(locale);
  const facts: readonly (readonly [string, string | null])[] = [
    ['reference', reference],
    ['received', texts.dateTime(openedAt)],
    ['person', personName],
    ['language', known === null ? locale : localeNames[known]],
    ['channel', channelId],
    ['address', mailAddress],
  ];
  return facts.flatMap(([key, value]) =>
    value === null ? [] : [factOf(texts.t(`handoff:mail.ticket.${key}`), value, texts)],
  );
}

function factOf(label: string, value: string, texts: LocaleTexts): MailFact {
  return { label: texts.t('handoff:mail.label', { label }), value: visibleText(value, 254) };
}

/** What the person added to what the bot knows. */
function ownWords({ request: { words } }: CaseState, texts: LocaleTexts): readonly MailBlock[] {
  return words === null
    ? []
    : [{ kind: 'quote', by: texts.t('handoff:mail.ticket.words'), text: writtenLines(words) }];
}

function waysOn(
  { deskUrl }: TicketParts,
  reason: TicketReason,
  replyTo: string | null,
  texts: LocaleTexts,
): readonly MailBlock[] {
  if (reason === 'closed') {
    return deskUrl === null
      ? []
      : [{ kind: 'link', label: texts.t('handoff:mail.ticket.desk'), url: deskUrl }];
  }
  const key = replyTo === null ? 'noAddress' : 'reply';
  return [{ kind: 'paragraph', text: texts.t(`handoff:mail.ticket.${key}`) }];
}
