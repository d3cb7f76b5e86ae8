export const errorFamilies = [
  'trust-relationship',
  'tls-protocol',
  'name-resolution',
  'unreachable',
  'unauthorized',
  'forbidden',
  'not-found',
  'outlook-certificate',
  'other-runtime-trust',
] as const;
export type ErrorFamily = (typeof errorFamilies)[number];

/** Which profile of the Router failed, as far as the text tells. Both failing is one case ('both'). */
export type RouterDirection = 'incoming' | 'outgoing' | 'both';

export interface ErrorMatch {
  /** One of errorFamilies, or a family that an organisation's own signatures name. */
  readonly family: string | null;
  /** 0 to 1. */
  readonly score: number;
  /** BCP 47 language of the error text itself; null when unknown. */
  readonly locale: string | null;
  /** One English sentence a signal that decided it. */
  readonly because: readonly string[];
  /** Families worth asking about ("did you mean"), likeliest first, three at most; empty when one was decided for. */
  readonly candidates: readonly string[];
  /** Families of further errors in the same text, each with wording of its own. */
  readonly also: readonly string[];
}

export interface RecognizedError extends ErrorMatch {
  readonly direction: RouterDirection | null;
  /** What the wording tells beside its family, as dialogs/signatures names it (`refused`, `proxy` …); null when nothing. */
  readonly detail: string | null;
}
