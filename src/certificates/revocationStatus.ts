/** Why an answer about a revocation counts for nothing. */
export type RevocationProblem =
  /** The bytes are not what they should be. */
  | 'malformed'
  /** The responder declined (OCSP `tryLater`, `unauthorized` …). */
  | 'declined'
  /** It is about other certificates. */
  | 'not-about-it'
  /** Neither the issuer nor one whom the issuer entrusted with it signed it. */
  | 'wrong-signature'
  /** Not valid yet, or no longer. */
  | 'out-of-date'
  /** It holds a critical extension, or a kind of list, that is not understood here. */
  | 'unsupported';

/** What a signed and current answer says about one certificate. */
export type RevocationStatus =
  | { readonly status: 'good' | 'unknown'; readonly thisUpdate: Date; readonly nextUpdate: Date | null }
  | {
      readonly status: 'revoked';
      readonly revokedAt: Date;
      /** RFC 5280 5.3.1, e.g. `keyCompromise`; null when none is given. */
      readonly reason: string | null;
      readonly thisUpdate: Date;
      readonly nextUpdate: Date | null;
    };

export type RevocationAnswer =
  | { readonly ok: true; readonly answer: RevocationStatus }
  | { readonly ok: false; readonly problem: RevocationProblem; readonly because: string };

const reasons: readonly (string | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];

export function reasonName(code: number): string {
  return reasons[code] ?? `reason ${code}`;
}

/** Clocks of responders and of this computer may differ by that much. */
const skewMs = 5 * 60_000;
/** An answer that names no end was made on request; RFC 6960 leaves its age to the reader. */
const longestWithoutEndMs = 7 * 24 * 60 * 60_000;

export function isCurrent(thisUpdate: Date, nextUpdate: Date | null, at: Date): boolean {
  const end = nextUpdate?.getTime() ?? thisUpdate.getTime() + longestWithoutEndMs;
  return thisUpdate.getTime() - skewMs <= at.getTime() && at.getTime() <= end + skewMs;
}
