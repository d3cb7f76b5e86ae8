import { makeTexts } from '../../../src/answers/texts.js';
import { readTextResources } from '../../../src/app/knowledgeFiles.js';
import { silentLog } from '../../../src/base/log.js';
import type { QueueStanding } from '../../../src/handoff/case/caseState.js';
import { decideCase } from '../../../src/handoff/case/decideCase.js';
import { CaseFeed } from '../../../src/handoff/caseFeed.js';
import { caseChange } from '../../../src/handoff/caseRow.js';
import { makeHandoff } from '../../../src/handoff/handoff.js';
import { answerLimits, makeAnswerMailer } from '../../../src/handoff/mail/answerMailer.js';
import type { Mail, MailDelivery, SendMail } from '../../../src/handoff/mail/mail.js';
import { MailWorker, mailWorkerLimits } from '../../../src/handoff/mail/mailWorker.js';
import { makeTicketMailer } from '../../../src/handoff/mail/ticketMailer.js';
import { makeQueues } from '../../../src/handoff/queues/makeQueues.js';
import { openSqliteStorage } from '../../../src/storage/sqlite/sqliteStorage.js';
import { request, requestOf, standingOf } from '../caseFixtures.js';

const queues = makeQueues({
  queues: {
    paris: {
      name: { en: 'Paris office', fr: 'Bureau de Paris' },
      hub: 'desk',
      timeZone: 'Europe/Paris',
      remindAfter: '2min',
      releaseAfter: '3min',
      expireAfter: '1d',
      mail: { to: 'support@contoso.com', locale: 'fr' },
    },
    silent: {
      name: { en: 'Silent' },
      hub: 'desk',
      timeZone: 'Etc/UTC',
      remindAfter: '2min',
      releaseAfter: '3min',
      expireAfter: '1d',
    },
  },
  fallback: 'silent',
});
const texts = makeTexts(readTextResources());

/** Cases of our own Direct Line over an in-memory database, a clock moved by hand, and a mail server that takes everything. */
export function mailRig() {
  const storage = openSqliteStorage(':memory:');
  const feed = new CaseFeed();
  let now = Date.parse('2026-11-23T08:00:00.000Z');
  const clock = { now: () => new Date(now) };
  const handoff = makeHandoff({ storage, feed, accepted: () => {}, clock });
  const sent: Mail[] = [];
  const deliveries: MailDelivery[] = [];
  const here = new Set<string>();
  const take: SendMail = async (mail) => {
    const delivery = deliveries.shift() ?? { outcome: 'sent' };
    if (delivery.outcome === 'sent') sent.push(mail);
    return delivery;
  };
  const newWorker = (send: SendMail = take) =>
    new MailWorker({
      ...{
        cases: storage.cases,
        feed,
        send,
        clock,
        log: silentLog,
        random: () => 1,
        limits: mailWorkerLimits,
      },
      mailers: [
        makeTicketMailer({
          queues: () => queues,
          texts: () => texts,
          summarize: ({ request: { words } }, locale) => [
            {
              id: 'error',
              title: `Error (${locale})`,
              facts: [{ label: 'Words', value: `**${words}**` }],
              text: '`code`',
            },
          ],
          deskUrl: 'https://trustdesk.contoso.com/desk',
        }),
        makeAnswerMailer({
          ...{ storage, clock, limits: answerLimits, defaultLocale: 'en' },
          texts: () => texts,
          isHere: (conversationId) => here.has(conversationId),
          resumeLink: async (conversationId) => ({
            url: `https://trustdesk.contoso.com/#resume=${conversationId}`,
            until: new Date(now + 14 * 86_400_000),
          }),
        }),
      ],
    });
  let worker = newWorker();
  return {
    ...{ storage, handoff, sent, deliveries, here, feed },
    /** Lets ms pass and all mails go that are due. */
    async pass(ms = 0): Promise<void> {
      now += ms;
      worker.wake();
      await worker.idle();
    },
    start: () => worker.start(),
    idle: () => worker.idle(),
    /** As after the death of the process; with a mail server of the test's own when one is given. */
    restart(send?: SendMail): void {
      void worker.stop();
      worker = newWorker(send);
    },
    async opened(
      caseId: string,
      more: Partial<QueueStanding> = {},
      channelId = 'directline',
    ): Promise<string> {
      const standing = standingOf({ queue: 'paris', ...more });
      const command = requestOf(caseId, `${channelId}/${caseId}`, standing);
      if (command.type !== 'request') throw new Error('no request');
      const asked = { ...command, request: { ...request, channelId, words: 'a\nb' } };
      const decision = decideCase(null, 0, asked, clock.now().toISOString());
      if (!decision.ok) throw new Error(decision.refusal);
      const conversation = {
        conversationId: caseId,
        userId: 'dl_1',
        createdAt: clock.now().toISOString(),
        started: true,
      };
      if (channelId === 'directline') await storage.createDirectLineConversation(conversation);
      const conversationReference = {
        channelId: 'directline',
        conversation: { id: caseId },
        user: { id: 'dl_1' },
      };
      const reach = { identity: { claims: [], audience: '', callerId: null }, conversationReference };
      await storage.cases.change(caseChange(null, decision.events, reach, []));
      return caseId;
    },
    close: async () => {
      await worker.stop();
      await storage.close();
    },
  };
}

export type MailRig = ReturnType<typeof mailRig>;
