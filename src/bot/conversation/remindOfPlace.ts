import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { findingLabel } from '../../answers/findingText.js';
import { plainText } from '../../answers/plainText.js';
import { procedureValues } from '../../answers/procedureValues.js';
import { renderPrompt } from '../../answers/renderPrompt.js';
import type { LocaleTexts } from '../../answers/texts.js';
import { toActivity } from '../../answers/toActivity.js';
import { activeFacts, describe, type Standing, standing } from '../../dialogTree/activeTree.js';
import { type CaseFacts, caseFacts } from './caseFacts.js';
import { procedureParams } from './procedureParams.js';
import type { SupportTurn } from './supportTurn.js';

/** Who was away longer than this is told where they stood. */
const awayMs = 60 * 60_000;
const longestQuestion = 160;

/**
 * Tells who comes back after more than an hour where they stood, in two lines, once.
 *
 * @param writes whether they come back with a message, which is answered then; else the choices are offered again
 */
export async function remindOfPlace(support: SupportTurn, writes: boolean): Promise<void> {
  const { memory, turn } = support;
  const last = memory.lastSpoke ?? null;
  if (last !== null && isAway(support) && memory.reminded !== true) {
    await tellPlace(support, last, writes);
    memory.reminded = true;
  }
  if (!writes) return;
  memory.lastSpoke = turn.now.toISOString();
  memory.reminded = false;
}

/** Whether the person has not written for so long that they are told where they stood when they come back. */
export function isAway({ memory, turn }: SupportTurn): boolean {
  const last = memory.lastSpoke ?? null;
  return last !== null && turn.now.getTime() - Date.parse(last) > awayMs;
}

async function tellPlace(support: SupportTurn, last: string, writes: boolean): Promise<void> {
  const { context, dc, knowledge, locale, cards } = support;
  const texts = knowledge.texts.in(locale);
  const facts = caseFacts(activeFacts(dc) ?? {});
  const known = knownParts(support, facts, texts);
  const tree = describe(dc)?.treeId ?? null;
  // Nothing had begun that one could come back to.
  if (tree === null || (known.length === 0 && tree === 'root')) return;
  const when = escapeMarkdown(texts.dateTime(last));
  const line =
    known.length > 0
      ? texts.t('bot:stood.known', { when, known: known.join(texts.t('answers:separator')) })
      : texts.t('bot:stood.nothing', { when });
  const place = standing(dc);
  const text = `${line}\n\n${stoodAt(place, facts, texts)}`;
  const rendered = renderPrompt(text, writes ? [] : (place?.choices ?? []), locale);
  await context.sendActivity(toActivity(rendered, { cards, locale }));
}

function knownParts({ knowledge }: SupportTurn, facts: CaseFacts, texts: LocaleTexts): readonly string[] {
  const family = knowledge.judge.family(facts);
  const diagnosis = knowledge.judge.diagnosis(facts);
  const labels = (diagnosis?.findings ?? [])
    .filter(({ severity }) => severity === 'blocks')
    .map(({ code }) => findingLabel(code, texts));
  const lookedAt = escapeMarkdown(texts.dateTime(facts.probe?.startedAt ?? ''));
  return [
    ...(family === null ? [] : [texts.t(`answers:family.${family}`)]),
    ...(facts.endpointShown ? [`**${escapeMarkdown(facts.endpointShown)}**`] : []),
    ...(diagnosis === null
      ? []
      : [
          texts.t(labels.length > 0 ? 'bot:stood.found' : 'bot:stood.noFault', {
            labels: texts.list(labels),
            lookedAt,
          }),
        ]),
  ];
}

function stoodAt(place: Standing | null, facts: CaseFacts, texts: LocaleTexts): string {
  if (place === null) return texts.t('bot:stood.looking');
  if (place.question !== null) return texts.t('bot:stood.asked', { question: shortened(place.question) });
  return texts.t('bot:stood.showed', { title: answerTitle(place, facts, texts) });
}

function answerTitle({ answer }: Standing, facts: CaseFacts, texts: LocaleTexts): string {
  const { show = '', of = null } = answer ?? {};
  if (show === 'topic' && of !== null) return texts.t(`topics:${of}.title`);
  if (show === 'procedure' && of !== null && texts.has(`procedures:${of}.title`)) {
    return texts.t(`procedures:${of}.title`, procedureValues(procedureParams(facts)).values);
  }
  const key = `bot:stood.answers.${show}`;
  return texts.t(texts.has(key) ? key : 'bot:stood.answers.other');
}

/** The beginning of a question, without marks that a cut would leave open. */
function shortened(question: string): string {
  const plain = plainText(question).replace(/\s+/g, ' ');
  if (plain.length <= longestQuestion) return escapeMarkdown(plain);
  const cut = plain.slice(0, longestQuestion);
  return `${escapeMarkdown(cut.slice(0, Math.max(cut.lastIndexOf(' '), 1)))} …`;
}
