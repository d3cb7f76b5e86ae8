import { bestLocale, type Locale } from '../../answers/locales.js';

export interface LocaleClues {
  /** The person's explicit choice, in this or an earlier conversation. */
  readonly chosen: string | null;
  /** The language of the person's own sentences in this message, when it is sure. */
  readonly own: string | null;
  /** What this conversation has been held in. */
  readonly conversation: string | null;
  /** What the channel says of the person's client. */
  readonly activity: string | null;
  /** The language of a pasted error: the person's server speaks it. */
  readonly pasted: string | null;
  readonly fallback: Locale;
}

/**
 * The language of the next reply. An explicit choice holds until another; then the person's own sentences, which a
 * pasted error is no part of; then what the conversation was held in, so that a pasted English error changes nothing;
 * then the client's, and where that is silent the pasted error's.
 */
export function chooseLocale({ chosen, own, conversation, activity, pasted, fallback }: LocaleClues): Locale {
  return (
    bestLocale(chosen) ??
    bestLocale(own) ??
    bestLocale(conversation) ??
    bestLocale(activity) ??
    bestLocale(pasted) ??
    fallback
  );
}
