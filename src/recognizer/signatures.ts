/**
 * A shipped family (errorFamilies) or one of an organisation's own. `none` marks the look-alikes: wording that is known
 * and belongs to no family.
 */
export type SignatureFamily = string;

/** An identifier that no translation touches: a status name, a code, a constant. */
export interface SignalEntry {
  readonly family: SignatureFamily;
  readonly phrase: string;
  /** 0 to 1: how surely the family is meant where the phrase stands. */
  readonly weight: number;
}

/** A sentence as the vendor ships it, or as its help pages quote it. */
export interface SentenceEntry {
  readonly family: SignatureFamily;
  /** BCP 47. */
  readonly locale: string;
  readonly text: string;
  /** 0 to 1: how surely the family is meant when the whole sentence is there. */
  readonly weight: number;
}

/** One wording of a concept that rules are made of. */
export interface ConceptEntry {
  readonly concept: string;
  /** Null where the wording belongs to no language (SSL, 401). */
  readonly locale: string | null;
  readonly phrase: string;
}

/** Concepts that name a family when they stand near each other, in any order. */
export interface RuleEntry {
  readonly family: SignatureFamily;
  readonly needs: readonly string[];
  /** Concepts that take the rule's force when one of them stands as near. */
  readonly unless: readonly string[];
  /** Words that the whole may span. */
  readonly within: number;
  readonly weight: number;
}

export const directionParts = ['incoming', 'outgoing', 'both', 'failure', 'success'] as const;
export interface DirectionEntry {
  readonly part: (typeof directionParts)[number];
  readonly phrase: string;
}

/** What else a wording tells within its family, such as a refused connection. */
export interface DetailEntry {
  readonly family: SignatureFamily;
  readonly detail: string;
  readonly phrase: string;
}

export const commands = [
  'help',
  'back',
  'restart',
  'language',
  'stop',
  'human',
  'queue',
  'cancel-request',
  'why',
  'summary',
  'change',
  'dont-know',
  'greeting',
  'thanks',
] as const;
export type Command = (typeof commands)[number];

export interface CommandEntry {
  /** `filler` may stand around a command, `skipped` words count nowhere. */
  readonly command: Command | 'filler' | 'skipped';
  /** The language of the wording; null where it belongs to none. */
  readonly locale: string | null;
  /** The language asked for; null in every command but `language`, and where none was named. */
  readonly wanted: string | null;
  /** A phrase with its accents. */
  readonly phrase: string;
  /** True where the wording means something else without its accents, so that only the accented form counts. */
  readonly accented: boolean;
}

/** What tells that a person writes a language. */
export interface LanguageEntry {
  readonly locale: string;
  readonly kind: 'common' | 'telling' | 'letters';
  /** A word or phrase; for `letters`, the letters that no other language here uses. */
  readonly phrase: string;
}

export const certificateParts = [
  'names',
  'issuer',
  'issuer-open',
  'issuer-close',
  'validity',
  'from',
  'to',
  'warning',
  'no-warning',
  'self-signed',
  'month',
] as const;
export interface CertificateLabelEntry {
  readonly part: (typeof certificateParts)[number];
  readonly phrase: string;
  /** 1 to 12 for a month's name, else null. */
  readonly month: number | null;
}

/** Everything the recognizer knows, as data. The parts of several files are put together by mergeSignatures. */
export interface Signatures {
  readonly signals: readonly SignalEntry[];
  readonly sentences: readonly SentenceEntry[];
  readonly concepts: readonly ConceptEntry[];
  readonly rules: readonly RuleEntry[];
  readonly directions: readonly DirectionEntry[];
  readonly details: readonly DetailEntry[];
  readonly commands: readonly CommandEntry[];
  readonly languages: readonly LanguageEntry[];
  readonly certificateLabels: readonly CertificateLabelEntry[];
}
