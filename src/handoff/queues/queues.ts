import type { Locale } from '../../answers/locales.js';
import type { CaseRequest, QueueStanding } from '../case/caseState.js';
import type { QueueMail } from './queuesFile.js';

/** What decides to which queue a request goes. */
export type QueueChoice = Pick<CaseRequest, 'locale' | 'family' | 'channelId'>;

/**
 * The queues in which people wait for a human, as the operator's data describes them. An unknown id (the data has changed
 * since) stands for the fallback.
 */
export interface Queues {
  /** Ids, in the order of the data; never empty. */
  readonly ids: readonly string[];
  /** The queue of the first rule that fits, else the fallback. */
  choose(choice: QueueChoice): string;
  /** How a queue would take a case now. */
  standing(queue: string, now: Date): QueueStanding;
  /** IANA name of the time zone of its hours. */
  timeZone(queue: string): string;
  /** In that language, else in the first that the data has. */
  name(queue: string, locale: Locale): string;
  /** Null: nobody gets mail for it. */
  mail(queue: string): QueueMail | null;
}
