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
  const channelData = { trustdesk: { kind: 'handoff-notice', event, agent } satisfies HandoffNoticeMark };
  await context.sendActivity(toActivity(rendered, { cards, locale, channelData }));
}
