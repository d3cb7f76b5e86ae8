import { visibleText } from '../../answers/escapeMarkdown.js';
import type { LocaleTexts } from '../../answers/texts.js';
import type { CaseEvent } from '../case/caseEvent.js';
import type { CaseState } from '../case/caseState.js';
import type { AgentMessage } from '../handoffEvent.js';
import type { Mail, MailBlock } from './mail.js';
import { mailId } from './mailId.js';
import { writtenLines } from './writtenLines.js';

/** Something that happened to a case and that a person who has left is to know. */
export interface Answer {
  readonly event: ToldEvent;
  /** Of an `agent-spoke`; null when it is not to be had any more. */
  readonly message: AgentMessage | null;
}

export type ToldEvent = Extract<
  CaseEvent,
  { readonly type: 'agent-spoke' | 'resolved' | 'expired' | 'failed' }
>;

/** Opens the person's conversation on any computer. */
export interface ResumeLink {
  readonly url: string;
  /** Until when it works. */
  readonly until: Date;
}

export interface AnswerMailInput {
  readonly state: CaseState;
  readonly to: string;
  /** Oldest first; at least one. */
  readonly answers: readonly Answer[];
  readonly link: ResumeLink | null;
}

const mostFiles = 20;

/** What agents have written and what became of the case, in one mail in the person's language. */
export function answerMail({ state, to, answers, link }: AnswerMailInput, texts: LocaleTexts): Mail | null {
  const last = answers.at(-1)?.event;
  if (last === undefined) return null;
  const { caseId, reference } = state;
  const t = (key: string, params = {}) => texts.t(`handoff:mail.answer.${key}`, { reference, ...params });
  return {
    ...{ id: mailId(caseId, last.n, 'answer'), thread: mailId(caseId, 'answer') },
    ...{ to, replyTo: null, locale: texts.locale },
    subject: t(`subject.${subjectOf(last)}`, { name: nameOf(last) }),
    blocks: [
      ...answers.flatMap((answer) => answerBlocks(answer, t)),
      ...wayBack(link, t, texts),
      { kind: 'paragraph', text: t('why') },
    ],
  };
}

function subjectOf(event: ToldEvent): string {
  if (event.type !== 'resolved') return event.type;
  return event.solved ? 'solved' : 'unsolved';
}

type Say = (key: string, params?: { readonly [name: string]: string }) => string;

function answerBlocks({ event, message }: Answer, t: Say): readonly MailBlock[] {
  const name = nameOf(event);
  switch (event.type) {
    case 'agent-spoke': {
      const text = [writtenLines(message?.text ?? ''), ...fileLines(message, t)].filter(Boolean).join('\n');
      return [{ kind: 'quote', by: t('wrote', { name }), text }];
    }
    case 'resolved': {
      const text = writtenLines(event.text ?? '');
      const said: readonly MailBlock[] =
        text === '' ? [] : [{ kind: 'quote', by: t('wrote', { name }), text }];
      return [{ kind: 'paragraph', text: t(event.solved ? 'solved' : 'unsolved', { name }) }, ...said];
    }
    case 'expired':
    case 'failed':
      return [{ kind: 'paragraph', text: t(event.type) }];
  }
}

function fileLines(message: AgentMessage | null, t: Say): readonly string[] {
  const files = (message?.attachments ?? []).slice(0, mostFiles);
  return files.map(({ name }) => t('file', { name: visibleText(name, 120) }));
}

function wayBack(link: ResumeLink | null, t: Say, texts: LocaleTexts): readonly MailBlock[] {
  if (link === null) return [{ kind: 'paragraph', text: t('noLink') }];
  return [
    { kind: 'link', label: t('open'), url: link.url },
    { kind: 'paragraph', text: t('secret', { day: texts.day(link.until.toISOString()) }) },
  ];
}

function nameOf({ by }: CaseEvent): string {
  return by.kind === 'agent' ? visibleText(by.agent.name, 80) : '';
}
