import { renderPrompt } from '../../answers/renderPrompt.js';
import type { TextParams } from '../../answers/texts.js';
import { toActivity } from '../../answers/toActivity.js';
import type { Choice } from '../../answers/withChoices.js';
import type { HandoffNoticeMark } from '../../handoff/spoken.js';
import type { SupportTurn } from '../conversation/supportTurn.js';

export interface Notice extends Omit<HandoffNoticeMark, 'kind'> {
  readonly key: string;
  readonly params?: TextParams;
  readonly choices?: readonly Choice[];
}

/** Says one text about the handoff, also while a human has the conversation. */
export async function sayNotice(
  { context, knowledge, locale, cards }: SupportTurn,
  { key, params, choices = [], event, agent }: Notice,
): Promise<void> {
  const rendered = renderPrompt(knowledge.texts.t(locale, key, params), choices, locale);
  await context.sendActivity(toActivity(rendered, { cards, locale, channelData: noticeData(event, agent) }));
}

/** The channel data that makes a message the house's own, so that it is said whoever has the conversation. */
export function noticeData(
  event: HandoffNoticeMark['event'],
  agent: HandoffNoticeMark['agent'],
): { readonly trustdesk: HandoffNoticeMark } {
  return { trustdesk: { kind: 'handoff-notice', event, agent } };
}
