import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { Storage } from '../storage/storage.js';

/** Files are read when they come; a week is for the person who wants to see again what they sent. */
const keptMs = 7 * 24 * 60 * 60 * 1000;
const everyMs = 60 * 60 * 1000;

/** Removes old files, now and every hour. Returns the function that ends it. */
export function pruneAttachments(
  storage: Pick<Storage, 'removeAttachmentsBefore'>,
  clock: Clock,
  log: Log,
): () => void {
  const prune = (): void => {
    const instant = new Date(clock.now().getTime() - keptMs).toISOString();
    storage.removeAttachmentsBefore(instant).catch((err: unknown) => {
      log.error({ err }, 'Old files could not be removed; tried again in an hour.');
    });
  };
  prune();
  const timer = setInterval(prune, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
