import { addressField, card } from '../../answers/cards.js';
import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { toActivity } from '../../answers/toActivity.js';
import { withChoices } from '../../answers/withChoices.js';
import { isMailAddress, mailAddressField } from '../../base/mailAddress.js';
import type { CaseState } from '../../handoff/case/caseState.js';
import { say } from '../conversation/say.js';
import type { SupportTurn } from '../conversation/supportTurn.js';

/** Whether mail could reach the person, and they have not said where. */
export function mayGetMail({ context, knowledge, cards }: SupportTurn, { mailAddress }: CaseState): boolean {
  return mailAddress === null && cards && knowledge.sendsMail(context.activity);
}

/**
 * Takes the address to which the answer is to be sent from the card that asks for it, or shows that card: channels mask
 * addresses everywhere else. False when no mail can be sent.
 */
export async function pressMail(support: SupportTurn): Promise<boolean> {
  const { context, knowledge, memory, turn } = support;
  const open = turn.handoff.current();
  if (open === null || !knowledge.sendsMail(context.activity)) return false;
  const given = (context.activity.value as { readonly [field: string]: unknown } | null)?.[mailAddressField];
  if (given === undefined) {
    memory.asking = { step: 'mail', reason: open.request.reason, words: null };
    await showField(support);
    return true;
  }
  if (typeof given !== 'string' || given.includes('***') || !isMailAddress(given)) {
    await say(support, 'handoff:mailUnreadable');
    return true;
  }
  memory.asking = null;
  turn.handoff.act({ type: 'mail-address', address: given });
  await say(support, 'handoff:mailTaken', { address: escapeMarkdown(given, 254) });
  return true;
}

/** Takes an address that was typed as a message, whose mailbox is masked, for what it was meant as. */
export async function pointToField(support: SupportTurn, text: string): Promise<boolean> {
  const { memory } = support;
  if (memory.asking?.step !== 'mail') return false;
  if (/^\S+@\S*$/.test(text)) {
    await say(support, 'handoff:mailTyped');
    return true;
  }
  memory.asking = null;
  return false;
}

async function showField({ context, knowledge, locale }: SupportTurn): Promise<void> {
  const texts = knowledge.texts.in(locale);
  const text = texts.t('handoff:askMail');
  const field = addressField(
    mailAddressField,
    texts.t('handoff:mailField'),
    texts.t('handoff:mailUnreadable'),
  );
  const rendered = { text, summary: text, card: card([field], text, locale) };
  const value = { trustdesk: { handoff: 'mail' } };
  const sending = withChoices(rendered, [{ title: texts.t('handoff:button.mailSend'), value }]);
  await context.sendActivity(toActivity(sending, { cards: true, locale }));
}
