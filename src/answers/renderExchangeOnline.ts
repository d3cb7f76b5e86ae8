import { type AnswerPart, layOut } from './layOut.js';
import type { RenderedAnswer } from './renderedAnswer.js';
import type { LocaleTexts } from './texts.js';

/** From this day EWS is off in tenants without their own allow list (EwsEnabled left empty). */
const offByDefault = '2026-10-01';
/** From this day EWS is off in Exchange Online for all. */
const offForAll = '2027-04-01';

type Phase = 'before' | 'offByDefault' | 'offForAll';

/** What Exchange Online does with EWS on the given day, and that it is no matter of certificates. */
export function renderExchangeOnline(at: Date, texts: LocaleTexts): RenderedAnswer {
  const phase = phaseOf(at.toISOString().slice(0, 10));
  const days = { offByDefault: texts.day(offByDefault), offForAll: texts.day(offForAll) };
  const parts: AnswerPart[] = [
    { kind: 'paragraph', text: texts.t(`answers:exchangeOnline.now.${phase}`, days) },
    {
      kind: 'list',
      items: ['basic', 'allowList', 'end', 'onPremises'].map((item) =>
        texts.t(`answers:exchangeOnline.facts.${item}`, days),
      ),
    },
    {
      kind: 'paragraph',
      label: texts.t('answers:exchangeOnline.label.way'),
      text: texts.t('answers:exchangeOnline.way'),
    },
  ];
  return layOut({ headline: texts.t('answers:exchangeOnline.headline'), color: 'Warning', parts }, texts);
}

function phaseOf(day: string): Phase {
  if (day < offByDefault) return 'before';
  return day < offForAll ? 'offByDefault' : 'offForAll';
}
