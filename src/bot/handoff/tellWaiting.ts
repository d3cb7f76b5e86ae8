import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { renderPrompt } from '../../answers/renderPrompt.js';
import type { LocaleTexts } from '../../answers/texts.js';
import { writtenDuration, writtenMoment } from '../../answers/writtenTime.js';
import type { CaseState } from '../../handoff/case/caseState.js';
import { offerBeneath } from '../conversation/offerChoices.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { handoffChoice } from './handoffChoice.js';
import { noticeData } from './sayNotice.js';
import { mayGetMail } from './takeMailAddress.js';

/** The channels of a web page, which the person leaves by closing it. */
const pageChannels: readonly string[] = ['directline', 'webchat'];

/** Tells how a case waits: its number, its place in line or when somebody is there, and how the answer comes. */
export async function tellWaiting(
  support: SupportTurn,
  state: CaseState,
  told: 'sent' | 'again',
): Promise<void> {
  const { knowledge, locale } = support;
  const texts = knowledge.texts.in(locale);
  const parts = [
    texts.t(`handoff:${told}`, { reference: state.reference }),
    await standing(support, state, told, texts),
    way(support, state, texts),
    ...(told === 'sent' ? [texts.t('handoff:meanwhile')] : []),
  ];
  const choices = [
    ...(told === 'sent' ? [handoffChoice(support, 'queue')] : []),
    ...(mayGetMail(support, state) ? [handoffChoice(support, 'mail')] : []),
    handoffChoice(support, 'cancel'),
  ];
  // The house's: whoever claims the case before this is sent must not swallow its number.
  const channelData = noticeData('queued', null);
  await offerBeneath(support, renderPrompt(parts.join('\n\n'), [], locale), choices, channelData);
}

async function standing(
  { knowledge, turn, locale, waiting }: SupportTurn,
  state: CaseState,
  told: 'sent' | 'again',
  texts: LocaleTexts,
): Promise<string> {
  const { queue } = state.standing;
  const { opensAt } = knowledge.queues.standing(queue, turn.now);
  if (opensAt !== null) {
    const { timeZone } = state.request;
    const zone = timeZone ?? knowledge.queues.timeZone(queue);
    const when = writtenMoment(opensAt, locale, zone);
    return timeZone === null
      ? texts.t('handoff:closedThere', { when, zone })
      : texts.t('handoff:closed', { when });
  }
  const { position, expectedMs } = await waiting(state);
  const place = writtenPosition(position, texts);
  // Who asks how long is owed an answer, even if it is that nobody can tell.
  if (expectedMs === null) return told === 'sent' ? place : `${place} ${texts.t('handoff:expectedUnknown')}`;
  return `${place} ${texts.t('handoff:expected', { time: writtenDuration(expectedMs, locale) })}`;
}

function writtenPosition(position: number, texts: LocaleTexts): string {
  if (position <= 1) return texts.t('handoff:position.next');
  if (position === 2) return texts.t('handoff:position.one');
  return texts.t('handoff:position.more', { before: texts.number(position - 1) });
}

/** Said before they leave: where the answer finds them. */
function way({ context, knowledge }: SupportTurn, { mailAddress }: CaseState, texts: LocaleTexts): string {
  const { channelId } = context.activity;
  if (channelId === 'msteams') return texts.t('handoff:way.teams');
  if (!pageChannels.includes(channelId)) return texts.t('handoff:way.here');
  if (mailAddress === null || !knowledge.sendsMail(context.activity)) return texts.t('handoff:way.page');
  return texts.t('handoff:way.pageAndMail', { address: escapeMarkdown(mailAddress) });
}
