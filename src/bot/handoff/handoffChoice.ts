import type { CaseReason } from '../../handoff/case/caseState.js';
import type { OfferedChoice } from '../conversation/conversationMemory.js';
import type { SupportTurn } from '../conversation/supportTurn.js';

/** What the buttons around a handoff do, before and after it. */
export const handoffActions = ['ask', 'send', 'add', 'decline', 'queue', 'mail', 'cancel', 'keep'] as const;
export type HandoffAction = (typeof handoffActions)[number];

/** `reason` belongs to `ask`: why the bot offered it. */
export function handoffChoice(
  { knowledge, locale }: Pick<SupportTurn, 'knowledge' | 'locale'>,
  action: HandoffAction,
  options: { readonly agrees?: boolean; readonly reason?: CaseReason } = {},
): OfferedChoice {
  const texts = knowledge.texts.in(locale);
  const { agrees = false, reason } = options;
  return {
    title: texts.t(`handoff:button.${agrees ? 'agree' : action}`),
    synonyms: texts.t(`handoff:buttonWords.${action}`).split('|'),
    value: { trustdesk: { handoff: action, ...(reason === undefined ? {} : { reason }) } },
  };
}
