import type { Locale } from '../../answers/locales.js';
import type { JsonObject } from '../../base/json.js';
import type { CaseState } from '../case/caseState.js';
import type { CannedReply, SummaryPart } from './deskApi.js';

/** What a case says to whoever reads it, in the reader's language; the house's knowledge behind a small door. */
export interface CaseReader {
  /** `looks`: the probe records of the case's conversation, oldest first; those about another server than the case's count only since it was opened. */
  summary(state: CaseState, looks: readonly JsonObject[], locale: Locale): readonly SummaryPart[];
  /** Code of the finding that ranks first in what was known when the case was opened; null when there is none. */
  primary(state: CaseState): string | null;
  /** Cause codes with which a case may be resolved. */
  causes(locale: Locale): readonly { readonly code: string; readonly name: string }[];
  /** By the language of the person who is to read them; their titles in the agent's. */
  replies(locale: Locale): { readonly [locale: string]: readonly CannedReply[] };
}
