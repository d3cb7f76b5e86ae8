import { bestLocale, type Locale } from '../../answers/locales.js';
import type { Texts } from '../../answers/texts.js';
import type { Clock } from '../../base/clock.js';
import type { CaseRecord, StoredCaseEvent } from '../../storage/caseStore.js';
import type { Storage } from '../../storage/storage.js';
import type { CaseEvent } from '../case/caseEvent.js';
import { caseState } from '../caseRow.js';
import { type AgentMessage, type HandoffEventValue, handoffEventName } from '../handoffEvent.js';
import { personCursors } from '../personSignals.js';
import { type Answer, answerMail, type ResumeLink, type ToldEvent } from './answerMail.js';
import type { Mailer, MailStep } from './mailer.js';

export interface AnswerParts {
  readonly storage: Pick<Storage, 'cases' | 'readLog' | 'readDirectLineConversation'>;
  texts(): Texts;
  readonly defaultLocale: Locale;
  /** Whether the person has this conversation of our own Direct Line open. */
  isHere(conversationId: string): boolean;
  /** Null when nobody has said under which address the page is opened. */
  resumeLink(conversationId: string): Promise<ResumeLink | null>;
  readonly clock: Clock;
  readonly limits: AnswerLimits;
}

export interface AnswerLimits {
  /** Whoever has not had the conversation open for so long has left. */
  readonly awayMs: number;
  /** An agent writes several messages: a mail waits until nothing more has come for so long, */
  readonly burstMs: number;
  /** but never longer than this. */
  readonly longestMs: number;
}

export const answerLimits: AnswerLimits = { awayMs: 120_000, burstMs: 120_000, longestMs: 600_000 };

/** The channel of our own Direct Line; Azure's has the same name, but none of our conversations. */
const ownChannel = 'directline/';

/**
 * Writes to a person who has given an address and has left what agents answer and how the case ends: one mail for what
 * comes close together, nothing of what the person has read.
 */
export function makeAnswerMailer(parts: AnswerParts): Mailer {
  /** Since when each person is seen to be away, ms since 1970, by case. */
  const awaySince = new Map<string, number>();
  return {
    cursor: 'answer mail',
    async next(record, events) {
      const step = await nextStep(parts, awaySince, record, events);
      if (step.do !== 'wait') awaySince.delete(record.caseId);
      return step;
    },
  };
}

async function nextStep(
  parts: AnswerParts,
  awaySince: Map<string, number>,
  record: CaseRecord,
  events: readonly StoredCaseEvent[],
): Promise<MailStep> {
  const { storage, clock, limits } = parts;
  const state = caseState(record);
  const pass: MailStep = { do: 'pass', to: events.at(-1)?.n ?? 0 };
  const to = state.mailAddress;
  const unread = to === null ? [] : await unreadOf(storage, record, events);
  const [oldest] = unread;
  const newest = unread.at(-1);
  const conversationId = await ownConversation(storage, record);
  if (to === null || oldest === undefined || newest === undefined || conversationId === null) return pass;
  const now = clock.now().getTime();
  if (parts.isHere(conversationId)) {
    awaySince.delete(record.caseId);
    return { do: 'wait' };
  }
  const since = awaySince.get(record.caseId) ?? now;
  awaySince.set(record.caseId, since);
  const quiet = Math.min(Date.parse(newest.at) + limits.burstMs, Date.parse(oldest.at) + limits.longestMs);
  if (now < Math.max(since + limits.awayMs, quiet)) return { do: 'wait' };
  const answers = await Promise.all(unread.map((stored) => answerOf(storage, record, stored)));
  const link = await parts.resumeLink(conversationId);
  const texts = parts.texts().in(bestLocale(state.request.locale) ?? parts.defaultLocale);
  const mail = answerMail({ state, to, answers, link }, texts);
  return mail === null ? pass : { do: 'send', mail, to: pass.to };
}

/** An event stands behind entry `seq` of the log, its own entry follows, and what the person reads of it comes after that. */
async function unreadOf(
  { cases }: AnswerParts['storage'],
  { caseId }: CaseRecord,
  events: readonly StoredCaseEvent[],
): Promise<readonly StoredCaseEvent[]> {
  const told = events.filter(({ event }) => isTold(event as unknown as CaseEvent));
  if (told.length === 0) return [];
  const read = (await cases.cursors(caseId))[personCursors.read] ?? 0;
  return told.filter(({ seq }) => read < seq + 2);
}

function isTold(event: CaseEvent): event is ToldEvent {
  return ['agent-spoke', 'resolved', 'expired', 'failed'].includes(event.type);
}

async function ownConversation(
  storage: AnswerParts['storage'],
  { conversation }: CaseRecord,
): Promise<string | null> {
  if (!conversation.startsWith(ownChannel)) return null;
  const id = conversation.slice(ownChannel.length);
  return (await storage.readDirectLineConversation(id)) === null ? null : id;
}

async function answerOf(
  storage: AnswerParts['storage'],
  record: CaseRecord,
  stored: StoredCaseEvent,
): Promise<Answer> {
  const event = stored.event as unknown as ToldEvent;
  const message = event.type === 'agent-spoke' ? await messageOf(storage, record, stored) : null;
  return { event, message };
}

const nearBy = 20;

/** The agent's words stand in the entry that tells the conversation of the event. */
async function messageOf(
  storage: AnswerParts['storage'],
  { caseId, conversation }: CaseRecord,
  { n, seq }: StoredCaseEvent,
): Promise<AgentMessage | null> {
  for (const { direction, activity } of await storage.readLog(conversation, seq, nearBy)) {
    if (direction !== 'internal' || activity['name'] !== handoffEventName) continue;
    const value = activity['value'] as unknown as HandoffEventValue;
    if (value.caseId === caseId && value.event.n === n) return value.message;
  }
  return null;
}
