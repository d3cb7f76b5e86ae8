import { bestLocale, type Locale, localeNames, locales } from '../../answers/locales.js';
import type { JsonObject } from '../../base/json.js';
import { back, enterTree, leaveTrees } from '../../dialogTree/activeTree.js';
import type { Command } from '../../recognizer/signatures.js';
import { askForHuman, reasonToAsk } from '../handoff/askForHuman.js';
import { isAsking } from '../handoff/asking.js';
import { cancelRequest } from '../handoff/cancelRequest.js';
import { conversationOver } from '../handoff/forDynamics.js';
import { handoffChoice } from '../handoff/handoffChoice.js';
import { tellQueue } from '../handoff/tellQueue.js';
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
  const { memory } = support;
  if (isAsking(memory) && (await interruptAsking(support, command))) return;
  await interruptions[command](support, wanted);
}

/** What is asked before a human is asked has answers of its own to some of them. */
async function interruptAsking(support: SupportTurn, command: Command): Promise<boolean> {
  const { memory } = support;
  switch (command) {
    case 'back':
      memory.asking = memory.asking?.step === 'words' ? { ...memory.asking, step: 'summary' } : null;
      await showPlace(support);
      return true;
    case 'cancel-request':
      memory.asking = null;
      await say(support, 'handoff:declined');
      await showPlace(support);
      return true;
    case 'why':
    case 'dont-know':
      await say(support, 'handoff:why');
      await showPlace(support);
      return true;
    case 'restart':
    case 'stop':
    case 'change':
      memory.asking = null;
      return false;
    default:
      return false;
  }
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
    const open = support.turn.handoff.current();
    await leaveTrees(support.dc);
    if (open === null) {
      support.context.turnState.set(conversationOver, true);
      return say(support, 'bot:stopped');
    }
    const choices = [handoffChoice(support, 'cancel'), handoffChoice(support, 'keep')];
    await offerChoices(support, 'handoff:stoppedWaiting', choices, { reference: open.reference });
  },
  human: (support) => askForHuman(support, reasonToAsk(support)),
  queue: tellQueue,
  'cancel-request': cancelRequest,
  why: tellWhy,
  summary: summarize,
  change: offerChange,
  async 'dont-know'(support) {
    const outcome = await giveWayOn(support);
    if (outcome.outcome === 'command') await interrupt(support, outcome.command as Command, null);
  },
  async greeting(support) {
    if (support.dc.activeDialog === undefined) await enterTree(support.dc, 'root');
    else await showPlace(support);
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
