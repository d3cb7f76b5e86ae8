import { escapeMarkdown } from '../../answers/escapeMarkdown.js';
import { bestLocale, type Locale, localeNames, locales } from '../../answers/locales.js';
import { renderEvidence } from '../../answers/renderEvidence.js';
import { renderPrompt } from '../../answers/renderPrompt.js';
import { toActivity } from '../../answers/toActivity.js';
import type { JsonObject } from '../../base/json.js';
import { activeFacts, back, enterTree, leaveTrees, rerender } from '../../dialogTree/activeTree.js';
import type { Command } from '../../recognizer/signatures.js';
import { conversationOver } from '../handoff/forDynamics.js';
import { caseFacts } from './caseFacts.js';
import { offerChange } from './changeAnswer.js';
import { giveWayOn } from './giveWayOn.js';
import { offerChoices } from './offerChoices.js';
import { say } from './say.js';
import { showPlace } from './showPlace.js';
import { summarize } from './summarize.js';
import { openServices, type SupportTurn } from './supportTurn.js';
import { tellWhy } from './tellWhy.js';

/** `wanted` is the BCP 47 language that a `language` command names; null when it names none. */
export async function interrupt(
  support: SupportTurn,
  command: Command,
  wanted: string | null,
): Promise<void> {
  await interruptions[command](support, wanted);
}

type Interruption = (support: SupportTurn, wanted: string | null) => Promise<void>;

const interruptions = {
  async help(support) {
    await say(support, 'bot:help');
    await showPlace(support);
  },
  async back(support) {
    if (support.dc.activeDialog !== undefined && (await back(support.dc))) return;
    await say(support, 'bot:nothingBefore');
    await showPlace(support);
  },
  async restart(support) {
    await leaveTrees(support.dc);
    await say(support, 'bot:startOver');
    await enterTree(support.dc, 'root', { node: 'menu' });
  },
  async language(support, wanted) {
    const locale = bestLocale(wanted);
    if (locale === null)
      return askLanguage(support, wanted === null ? 'bot:chooseLanguage' : 'bot:unknownLanguage');
    setLanguage(support, locale);
    await tellPage(support);
    await say(support, 'bot:languageSet');
    await showPlace(support);
  },
  async stop(support) {
    await leaveTrees(support.dc);
    await say(support, 'bot:stopped');
    support.context.turnState.set(conversationOver, true);
  },
  human: tellHuman,
  why: tellWhy,
  summary: summarize,
  change: offerChange,
  async 'dont-know'(support) {
    const outcome = await giveWayOn(support);
    if (outcome.outcome === 'command') await interrupt(support, outcome.command as Command, null);
  },
  async greeting(support) {
    if (support.dc.activeDialog === undefined) await enterTree(support.dc, 'root');
    else await rerender(support.dc);
  },
  thanks: (support) => say(support, 'bot:thanks'),
} as const satisfies Record<Command, Interruption>;

/** An explicit choice: it holds for all conversations of this person until another. */
export function setLanguage(support: SupportTurn, locale: Locale): void {
  support.turn.rememberLocale(locale);
  support.memory.locale = locale;
  support.memory.offersLanguages = false;
  support.locale = locale;
  openServices(support);
}

/** The page around our own web chat follows the language of the conversation. */
async function tellPage({ context, locale }: SupportTurn): Promise<void> {
  if (context.activity.channelId !== 'directline') return;
  await context.sendActivity({ type: 'event', name: 'trustdesk/locale', value: locale });
}

async function askLanguage(support: SupportTurn, key: string): Promise<void> {
  const choices = locales.map((offered) => ({
    title: localeNames[offered],
    value: { trustdesk: { command: 'language', locale: offered } } satisfies JsonObject,
  }));
  await offerChoices(support, key, choices);
}

/** All that is known, to be copied to whoever helps. Nobody is promised: no human can take over here yet. */
async function tellHuman(support: SupportTurn): Promise<void> {
  const { knowledge, locale, dc, context } = support;
  const texts = knowledge.texts.in(locale);
  const { supportContact } = knowledge;
  const facts = caseFacts(activeFacts(dc) ?? {});
  const input = knowledge.judge.input(facts);
  const evidence = input
    ? renderEvidence(input, facts.errorText ?? null, texts)
    : !facts.errorText
      ? texts.t('bot:nothingKnown')
      : escapeMarkdown(facts.errorText);
  const contact =
    supportContact === null
      ? texts.t('bot:humanNoContact')
      : texts.t('bot:humanContact', { contact: escapeMarkdown(supportContact) });
  const text = [texts.t('bot:human'), evidence, contact].join('\n\n');
  await context.sendActivity(toActivity(renderPrompt(text, [], locale), { cards: false, locale }));
}
