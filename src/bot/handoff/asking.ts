import { renderSummary } from '../../answers/renderSummary.js';
import type { JsonObject } from '../../base/json.js';
import type { ConversationMemory, OfferedChoice } from '../conversation/conversationMemory.js';
import { knownSummary } from '../conversation/knownSummary.js';
import { chosenOf, offerBeneath } from '../conversation/offerChoices.js';
import { say } from '../conversation/say.js';
import type { SupportTurn } from '../conversation/supportTurn.js';
import { handoffChoice } from './handoffChoice.js';

/** Whether the bot asks something about a handoff that the next text answers. */
export function isAsking({ asking }: ConversationMemory): boolean {
  return asking?.step === 'summary' || asking?.step === 'words';
}

/** The conversation has gone on to something else, and nothing is asked any more. */
export function dropAsking(memory: ConversationMemory): void {
  if (isAsking(memory)) memory.asking = null;
}

/** The choice beneath the summary that a text names, also when something else has been said since; null for none. */
export function chosenHere(support: SupportTurn, text: string): JsonObject | null {
  return support.memory.asking?.step === 'summary' ? chosenOf(summaryChoices(support), text) : null;
}

function summaryChoices(support: SupportTurn): readonly OfferedChoice[] {
  return [
    handoffChoice(support, 'send', { agrees: support.knowledge.asksConsent }),
    handoffChoice(support, 'add'),
    handoffChoice(support, 'decline'),
  ];
}

/** Asks again what is asked: what is to be added, or whether the summary may be passed on as it is. */
export async function showAsking(support: SupportTurn): Promise<void> {
  const { memory, knowledge, locale } = support;
  const texts = knowledge.texts.in(locale);
  if (memory.asking?.step === 'words') return say(support, 'handoff:add');
  const words = memory.asking?.words ?? null;
  const summary = knownSummary(support);
  const nothing = summary.input === null && summary.family === null && summary.told.length === 0;
  const question = texts.t(nothing && words === null ? 'handoff:askNothingKnown' : 'handoff:ask');
  const consent = knowledge.asksConsent ? [texts.t('handoff:consent')] : [];
  const rendered = renderSummary(
    {
      ...summary,
      added: [
        ...(summary.added ?? []),
        ...(words === null ? [] : [{ what: texts.t('handoff:yourWords'), given: words }]),
      ],
      question: [question, ...consent].join('\n\n'),
    },
    texts,
  );
  await offerBeneath(support, rendered, summaryChoices(support));
}
