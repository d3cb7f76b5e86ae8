import type { Finding, FindingCode } from '../diagnosis.js';

/** What must hold besides, for the certificate to end the error. */
export type ProspectCondition =
  /** It leads to a root that is none of those known here: the Router's computer must trust it. */
  | { readonly code: 'trust-root'; readonly root: string; readonly fingerprint256: string | null }
  /** Its issuer's certificate is not at hand, so nobody knows where it leads. RFC 4514. */
  | { readonly code: 'find-issuer'; readonly issuer: string; readonly urls: readonly string[] }
  /** It, or one above it, begins in the future. ISO 8601 UTC. */
  | { readonly code: 'wait'; readonly notBefore: string }
  /** A certificate above it has expired; its own authority has a newer one. */
  | { readonly code: 'renew-chain'; readonly subject: string; readonly notAfter: string }
  /** Its key is on an elliptic curve, which Exchange takes only lately and once told to, or not at all. */
  | { readonly code: 'curve-key' }
  /** Nobody said for which host it is. */
  | { readonly code: 'name-in-url'; readonly names: readonly string[] }
  /** Faults of the server itself, which no certificate mends. */
  | { readonly code: 'other-faults'; readonly codes: readonly FindingCode[] }
  /** The present certificate has no fault that can be seen from here, and yet the Router refuses it. */
  | { readonly code: 'none-wrong-now' };
export type ProspectConditionCode = ProspectCondition['code'];

/** What does not decide, but should be known before the certificate is installed. */
export type ProspectNote =
  | { readonly code: 'finding'; readonly finding: Finding }
  /** Names that clients of Exchange use and the certificate lacks. */
  | { readonly code: 'autodiscover'; readonly name: string }
  /** Names of the present certificate that this one lacks. */
  | { readonly code: 'lost-names'; readonly names: readonly string[] }
  /** Exchange of that age can't use a key that lies with a key storage provider (CNG). */
  | { readonly code: 'key-provider' };
export type ProspectNoteCode = ProspectNote['code'];

/** Whether a certificate that is not installed yet would end the Router's error on a server. */
export interface Prospect {
  readonly outcome: 'yes' | 'no' | 'only-when';
  /** What every check finds in the certificate, ranked; what `trustdesk inspect` prints. */
  readonly findings: readonly Finding[];
  /** Those of them for which only another certificate helps. */
  readonly refusals: readonly Finding[];
  /** The server is Microsoft's: no certificate of the organisation's own comes there. */
  readonly online: boolean;
  readonly conditions: readonly ProspectCondition[];
  readonly notes: readonly ProspectNote[];
  /** Faults of the certificate that is there now, and that this one does not have. */
  readonly mends: readonly FindingCode[];
  /** Subjects (RFC 4514) of the intermediate certificates that go onto the server with it. */
  readonly chain: readonly string[];
  /** Subject of a root that no operating system ships, which the Router's computer must have; null under a public one. */
  readonly privateRoot: string | null;
}
