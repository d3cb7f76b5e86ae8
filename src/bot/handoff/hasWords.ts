import type { Activity } from 'botbuilder';

/** Whether a message says something: a pressed button does not. */
export function hasWords({ text, attachments }: Pick<Activity, 'text' | 'attachments'>): boolean {
  return Boolean(text?.trim()) || (attachments?.length ?? 0) > 0;
}
