import type { Activity } from 'botbuilder';
import { type Locale, locales } from '../../answers/locales.js';
import type { Texts } from '../../answers/texts.js';
import type { Choice } from '../../answers/withChoices.js';
import type { HandoffAction } from './handoffChoice.js';

const command = 'leave-human';
const title = 'handoff:relay.leave';

/** The button by which the person ends the conversation with the human. */
export function leaveChoice(texts: Texts, locale: Locale): Choice {
  return { title: texts.t(locale, title), value: { trustdesk: { command } } };
}

/** Whether the person pressed that button, or wrote exactly what stands on it: other words are the human's. */
export function leavesHuman({ text, value }: Pick<Activity, 'text' | 'value'>, texts: Texts): boolean {
  const pressed = (value as { trustdesk?: { command?: unknown; handoff?: unknown } } | null | undefined)
    ?.trustdesk;
  // The button of the time before somebody came is still to be seen.
  if (pressed?.command === command || pressed?.handoff === ('cancel' satisfies HandoffAction)) return true;
  const typed = plain(text ?? '');
  return locales.some((locale) => typed === plain(texts.t(locale, title)));
}

function plain(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
