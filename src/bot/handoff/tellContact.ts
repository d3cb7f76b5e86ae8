import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { renderEvidence } from '../../answers/renderEvidence.js';
import { renderPrompt } from '../../answers/renderPrompt.js';
import { toActivity } from '../../answers/toActivity.js';
import { activeFacts } from '../../dialogTree/activeTree.js';
import { caseFacts } from '../conversation/caseFacts.js';
import type { SupportTurn } from '../conversation/supportTurn.js';

/** Where nobody takes over in the conversation: all that is known, to be copied to whoever helps. */
export async function tellContact(support: SupportTurn): Promise<void> {
  const { knowledge, locale, dc, context } = support;
  const texts = knowledge.texts.in(locale);
  const { supportContact } = knowledge;
  const facts = caseFacts(activeFacts(dc) ?? {});
  const input = knowledge.judge.input(facts);
  const evidence = input
    ? renderEvidence(input, facts.errorText ?? null, texts)
    : !facts.errorText
      ? texts.t('handoff:contact.nothingKnown')
      : escapeMarkdown(facts.errorText);
  const contact =
    supportContact === null
      ? texts.t('handoff:contact.unknown')
      : texts.t('handoff:contact.known', { contact: escapeMarkdown(supportContact) });
  const text = [texts.t('handoff:contact.evidence'), evidence, contact].join('\n\n');
  await context.sendActivity(toActivity(renderPrompt(text, [], locale), { cards: false, locale }));
}
