import type { Activity } from 'botbuilder';
import { type Locale, locales } from '../../answers/locales.js';
import { readRouterReport } from '../../diagnosis/routerReport/readRouterReport.js';
import { chooseLocale } from './chooseLocale.js';
import type { ConversationMemory } from './conversationMemory.js';
import type { Knowledge } from './knowledge.js';

/**
 * The language of this turn, kept for the conversation. Notes too whether the first message told no language, so that
 * the replies can offer the others.
 */
export function settleLocale(
  { recognizer, defaultLocale }: Knowledge,
  activity: Activity,
  memory: ConversationMemory,
  personLocale: string | null,
): Locale {
  const isMessage = activity.type === 'message';
  const text = isMessage ? ownWords(activity.text ?? '') : '';
  // An explicit choice needs no look at the person's words.
  const own = text === '' || personLocale !== null ? null : recognizer.detectLanguage(text, locales);
  const spoken = own?.sure ? own.locale : null;
  const locale = chooseLocale({
    chosen: personLocale,
    own: spoken,
    conversation: memory.locale,
    activity: activity.locale ?? null,
    pasted: activity.locale || own === null ? null : recognizer.recognizeError(text).locale,
    fallback: defaultLocale,
  });
  if (isMessage) {
    memory.messages += 1;
    const untold = personLocale === null && memory.locale === null && spoken === null && locale === 'en';
    memory.offersLanguages = memory.messages === 1 && untold && recognizer.isOnlyErrorText(text);
  }
  if (spoken !== null && personLocale === null) memory.locale = locale;
  return locale;
}

/** The Windows that printed a report has a language, not the person who pastes it; and base64 looks like any. */
function ownWords(text: string): string {
  if (readRouterReport(text) !== null) return '';
  return /[A-Za-z0-9+/]{40}/.test(text) ? text.replace(/^[\w+/=-]+\r?$/gm, '') : text;
}
