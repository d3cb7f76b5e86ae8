import type { Activity } from 'botbuilder';
import type { StoredActivity } from '../storage/storage.js';

const INSTANTS = ['timestamp', 'localTimestamp', 'expiration'] as const;

/** A stored activity as the SDK's own HTTP door would hand it to the bot: instants as dates. */
export function reviveActivity(stored: StoredActivity): Activity {
  const activity: Record<string, unknown> = { ...stored };
  for (const field of INSTANTS) {
    const value = activity[field];
    if (typeof value === 'string') activity[field] = new Date(value);
  }
  return activity as unknown as Activity;
}
