import type { Locale } from '../../answers/locales.js';
import type { SourceLists } from '../../answers/parseSources.js';
import type { Procedures } from '../../answers/procedures.js';
import type { LocaleTexts, Texts } from '../../answers/texts.js';
import type { TreeRegistry } from '../../dialogTree/compile/treeRegistry.js';
import type { Queues } from '../../handoff/queues/queues.js';
import type { Recognizer } from '../../recognizer/makeRecognizer.js';
import type { ServedHere } from '../servedHere.js';
import type { Judge } from './judge.js';

/** Everything the bot knows that no conversation changes. Made once by the composition root. */
export interface Knowledge {
  readonly texts: Texts;
  /** The texts a tree version was made with; the shipped ones for what it does not hold. */
  textsOfVersion(dialogId: string, locale: Locale): LocaleTexts;
  readonly recognizer: Recognizer;
  readonly judge: Judge;
  readonly procedures: Procedures;
  readonly sources: SourceLists;
  readonly registry: TreeRegistry;
  /** Where people wait for a human. */
  readonly queues: Queues;
  readonly defaultLocale: Locale;
  readonly supportContact: string | null;
  /** Whether a person agrees before anything of their case is passed on to a human. */
  readonly asksConsent: boolean;
  /** Whether mail brings answers to who has left a conversation of this activity's channel. */
  readonly sendsMail: ServedHere;
}
