import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { DirectLineStreams } from '../channels/directLine/directLineStreams.js';
import type { ResumeLinks } from '../channels/widget/resumeLinks.js';
import { answerLimits, makeAnswerMailer } from '../handoff/mail/answerMailer.js';
import { MailWorker, mailWorkerLimits } from '../handoff/mail/mailWorker.js';
import { smtpMail } from '../handoff/mail/smtpMail.js';
import { makeTicketMailer } from '../handoff/mail/ticketMailer.js';
import type { Storage } from '../storage/storage.js';
import type { Bot } from './createBot.js';
import type { Settings } from './settingsSpec.js';

export interface MailParts {
  readonly storage: Storage;
  readonly bot: Bot;
  readonly streams: Pick<DirectLineStreams, 'isOpen'>;
  readonly resumeLink: ResumeLinks;
  readonly clock: Clock;
  readonly log: Log;
}

/** Longest silence of a mail server, ms. */
const timeoutMs = 30_000;

/** What sends mails about cases; null when no mail server is set. */
export function makeMailWorker(settings: Settings, parts: MailParts): MailWorker | null {
  const { storage, bot, clock, log, streams, resumeLink } = parts;
  const { SMTP_URL: server, MAIL_FROM: from, PUBLIC_URL } = settings;
  if (server === null || from === null) return null;
  const texts = () => bot.knowledge().texts;
  const tickets = makeTicketMailer({
    ...{ texts, queues: () => bot.knowledge().queues },
    summarize: (state, locale) => bot.reader.summary(state, [], locale),
    deskUrl: PUBLIC_URL === null ? null : `${PUBLIC_URL}/desk`,
  });
  const answers = makeAnswerMailer({
    ...{ storage, texts, resumeLink, clock, limits: answerLimits, defaultLocale: settings.DEFAULT_LOCALE },
    isHere: (conversationId) => streams.isOpen(conversationId),
  });
  return new MailWorker({
    ...{
      cases: storage.cases,
      feed: bot.caseFeed,
      clock,
      log,
      random: Math.random,
      limits: mailWorkerLimits,
    },
    mailers: [tickets, answers],
    send: smtpMail({ server, from, timeoutMs }),
  });
}
