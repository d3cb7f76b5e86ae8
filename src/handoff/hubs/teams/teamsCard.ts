import { card, factSet, section, textBlock, titleBlock } from '../../../answers/cards.js';
import { escapeMarkdown } from '../../../answers/escapeMarkdown.js';
import type { LocaleTexts } from '../../../answers/texts.js';
import type { JsonObject } from '../../../base/json.js';
import { type CaseState, isEnded } from '../../case/caseState.js';
import type { SummaryPart } from '../../desk/deskApi.js';
import { cardAction, type TeamsVerb } from './teamsAction.js';

export interface TeamsCardParts {
  readonly texts: LocaleTexts;
  readonly queueName: string;
  readonly summary: readonly SummaryPart[];
  /** With which a case may be resolved. */
  readonly causes: readonly { readonly code: string; readonly name: string }[];
}

/** Characters of JSON: Teams takes about 28 kB with everything around the card. */
const mostSummary = 16_000;
const longestText = 4_000;

/** A case as the channel sees it: who has it, what is known, and what may be done now. */
export function teamsCard(state: CaseState, parts: TeamsCardParts): JsonObject {
  const { texts } = parts;
  const title = texts.t('hubs:teams.title', { reference: escapeMarkdown(state.reference) });
  const status = statusText(state, texts);
  const body = [
    titleBlock(title, isEnded(state) ? 'Default' : state.agent === null ? 'Attention' : 'Accent'),
    factSet(factsOf(state, status, parts)),
    ...summarySections(parts.summary),
    ...(state.status === 'claimed' ? [textBlock(texts.t('hubs:teams.howToAnswer'), { isSubtle: true })] : []),
  ];
  return { ...card(body, `${title}: ${status}`, texts.locale), actions: actionsOf(state, parts) };
}

function factsOf({ request }: CaseState, status: string, { texts, queueName }: TeamsCardParts) {
  const { personName, locale, words } = request;
  const fact = (key: string, value: string) => ({ title: texts.t(`hubs:teams.fact.${key}`), value });
  return [
    fact('status', status),
    ...(personName === null ? [] : [fact('person', escapeMarkdown(personName))]),
    fact('language', languageName(locale, texts.locale)),
    fact('queue', escapeMarkdown(queueName)),
    ...(words === null ? [] : [fact('words', escapeMarkdown(words, 1_000))]),
  ];
}

function statusText({ status, agent }: CaseState, texts: LocaleTexts): string {
  return texts.t(`hubs:teams.status.${status}`, { name: escapeMarkdown(agent?.name ?? '') });
}

function languageName(locale: string, shown: string): string {
  try {
    return new Intl.DisplayNames([shown], { type: 'language' }).of(locale) ?? locale;
  } catch {
    return escapeMarkdown(locale);
  }
}

/** What fits, from the start: the error and the answers come first. */
function summarySections(summary: readonly SummaryPart[]): readonly JsonObject[] {
  const sections: JsonObject[] = [];
  let room = mostSummary;
  for (const { title, facts, text } of summary) {
    const part = section([
      textBlock(title, { weight: 'Bolder' }),
      ...(facts.length > 0 ? [factSet(facts.map(({ label, value }) => ({ title: label, value })))] : []),
      ...(text === null ? [] : [textBlock(text.slice(0, longestText))]),
    ]);
    room -= JSON.stringify(part).length;
    if (room < 0) break;
    sections.push(part);
  }
  return sections;
}

function actionsOf(state: CaseState, { texts, causes }: TeamsCardParts): readonly JsonObject[] {
  const action = (verb: TeamsVerb) => cardAction(verb, texts.t(`hubs:teams.do.${verb}`), state.caseId);
  if (state.status === 'queued') return [action('claim')];
  if (state.status !== 'claimed') return [];
  const resolve = {
    type: 'Action.ShowCard',
    title: texts.t('hubs:teams.resolve'),
    card: {
      type: 'AdaptiveCard',
      body: [causeInput(causes, texts), textInput(texts)],
      actions: [action('resolve'), action('unsolved')],
    },
  };
  return [resolve, action('release')];
}

function causeInput(causes: TeamsCardParts['causes'], texts: LocaleTexts): JsonObject {
  return {
    ...{ type: 'Input.ChoiceSet', id: 'cause', style: 'compact', value: 'other' },
    label: texts.t('hubs:teams.cause'),
    choices: causes.map(({ code, name }) => ({ title: name, value: code })),
  };
}

function textInput(texts: LocaleTexts): JsonObject {
  return {
    ...{ type: 'Input.Text', id: 'text', isMultiline: true, maxLength: 2_000 },
    label: texts.t('hubs:teams.lastWord'),
  };
}
