import type { Locale } from '../../answers/locales.js';
import { isInFront } from '../hubs/hubIds.js';
import { durationMs } from './durationMs.js';
import { makeOpeningHours, type OpeningHours } from './openingHours.js';
import type { QueueChoice, Queues } from './queues.js';
import type { QueueEntry, QueueRule, QueuesFile } from './queuesFile.js';

/** The queues that a file describes; the file has been checked by parseQueues. */
export function makeQueues({ queues, rules = [], fallback }: QueuesFile): Queues {
  const made = new Map(
    Object.entries(queues).map(([id, entry]) => [id, { id, entry, hours: makeOpeningHours(entry) }]),
  );
  const find = (queue: string): MadeQueue => {
    const found = made.get(queue) ?? made.get(fallback);
    if (found === undefined) throw new Error(`no queue "${fallback}" to fall back to`);
    return found;
  };
  return {
    ids: [...made.keys()],
    choose: (choice) => rules.find((rule) => fits(rule, choice))?.queue ?? fallback,
    standing(queue, now) {
      const { id, entry, hours } = find(queue);
      return {
        queue: id,
        hub: entry.hub,
        opensAt: hours.isOpen(now) ? null : hours.nextOpening(now).toISOString(),
        expiresAt: expiry(entry, hours, now).toISOString(),
        // Past us we don't see whether an agent answers.
        remindAfterMs: isInFront(entry.hub) ? never : durationMs(entry.remindAfter),
        releaseAfterMs: durationMs(entry.releaseAfter),
      };
    },
    timeZone: (queue) => find(queue).entry.timeZone,
    name: (queue, locale) => nameOf(find(queue).entry, locale),
    mail: (queue) => find(queue).entry.mail ?? null,
  };
}

/** A hundred years: a date can still be made of it. */
const never = 100 * 365 * 24 * 60 * 60 * 1000;

interface MadeQueue {
  readonly id: string;
  readonly entry: QueueEntry;
  readonly hours: OpeningHours;
}

function fits({ languages, families, channels }: QueueRule, choice: QueueChoice): boolean {
  const language = choice.locale.split('-')[0]?.toLowerCase() ?? '';
  return (
    (languages?.includes(language) ?? true) &&
    (families?.includes(choice.family ?? '') ?? true) &&
    (channels?.includes(choice.channelId) ?? true)
  );
}

/** Whoever asks late on Friday must not find on Monday morning that the request has run out. */
function expiry({ expireAfter }: QueueEntry, hours: OpeningHours, now: Date): Date {
  const soonest = now.getTime() + durationMs(expireAfter);
  return new Date(Math.max(soonest, hours.fullOpeningDayEnd(now).getTime()));
}

function nameOf({ name }: QueueEntry, locale: Locale): string {
  return name[locale] ?? Object.values(name)[0] ?? '';
}
