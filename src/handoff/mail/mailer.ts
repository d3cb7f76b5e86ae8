import type { CaseRecord, StoredCaseEvent } from '../../storage/caseStore.js';
import type { Mail } from './mail.js';

/** What is to be done next about a case's events: send a mail, pass over them, or wait. `to` is the `n` they reach to. */
export type MailStep =
  | { readonly do: 'send'; readonly mail: Mail; readonly to: number }
  | { readonly do: 'pass'; readonly to: number }
  | { readonly do: 'wait' };

/** One kind of mail about cases. */
export interface Mailer {
  /** The name of its cursor, which counts events. */
  readonly cursor: string;
  /** `events`: the next ones after the cursor, oldest first; at least one. */
  next(record: CaseRecord, events: readonly StoredCaseEvent[]): Promise<MailStep>;
}
