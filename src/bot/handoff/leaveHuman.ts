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

/**
 * Whether the person pressed that button, or the one by which they took back their request while they waited, or wrote
 * exactly what stands on ours: other words are the human's.
 */
export function leavesHuman({ text, value }: Pick<Activity, 'text' | 'value'>, texts: Texts): boolean {
  const pressed = (value as { trustdesk?: Pressed } | null | undefined)?.trustdesk;
  if (pressed?.command === command || pressed?.handoff === ('cancel' satisfies HandoffAction)) return true;
  const typed = plain(text ?? '');
  return locales.some((locale) => typed === plain(texts.t(locale, title)));
}

interface Pressed {
  readonly command?: unknown;
  readonly handoff?: unknown;
}

function plain(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}
