import type { Locale } from '../../answers/locales.js';

/** What `dialogs/queues.yaml` holds; queuesShape.ts describes each field to its authors. */
export interface QueuesFile {
  readonly queues: { readonly [id: string]: QueueEntry };
  /** The first that fits decides. */
  readonly rules?: readonly QueueRule[];
  /** The queue of whatever no rule fits. */
  readonly fallback: string;
}

export interface QueueEntry {
  readonly name: { readonly [locale in Locale]?: string };
  readonly hub: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Absent: always open. */
  readonly hours?: WeeklyHours;
  readonly holidays?: readonly Holiday[];
  /** Times such as `2min`, `1h` and `3d`; see durationMs. */
  readonly remindAfter: string;
  readonly releaseAfter: string;
  readonly expireAfter: string;
  readonly mail?: QueueMail;
}

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** Ranges such as `08:00-12:00`; one that ends before it begins runs over midnight. A day without ranges is closed. */
export type WeeklyHours = { readonly [day in (typeof weekdays)[number]]?: string | readonly string[] };

export interface Holiday {
  /** `2026-12-24`, or `12-24` for every year. */
  readonly date: string;
  readonly name: string;
}

/** Where a queue gets what nobody took at the desk. */
export interface QueueMail {
  readonly to: string;
  readonly locale: Locale;
}

export interface QueueRule {
  readonly languages?: readonly string[];
  readonly families?: readonly string[];
  readonly channels?: readonly string[];
  readonly queue: string;
}
