import type { Diagnosis, FindingCode, ReportedCertificate } from '../diagnosis/diagnosis.js';
import type { Evidence } from '../diagnosis/examination.js';
import type { LookProof } from '../diagnosis/routerReport/compareLooks.js';
import type { RouterReport } from '../diagnosis/routerReport/routerReport.js';
import type { ErrorFamily } from '../recognizer/errorMatch.js';

/** What an answer shows of a certificate. */
export interface ShownCertificate {
  /** RFC 4514. */
  readonly subject: string;
  /** SAN names, or the CN where there is none; `DNS:` and `IP:` in front are left away when shown. */
  readonly names: readonly string[];
  /** RFC 4514. */
  readonly issuer: string;
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-1, as Windows shows it. */
  readonly thumbprint: string;
}

/** What a second look changed. */
export interface DiagnosisChanges {
  readonly fixed: readonly FindingCode[];
  readonly remaining: readonly FindingCode[];
  readonly appeared: readonly FindingCode[];
}

/** What an answer rests on: the bot's own look, a report or values from the Router's computer, certificates handed over. */
export type EvidenceSource = 'report' | 'look' | 'told' | 'given';

/** The Router's own computer as it reported itself; record, findings and certificates of the input are then its. */
export interface RouterEvidence {
  readonly report: RouterReport;
  readonly proofs: readonly LookProof[];
  /** What the bot saw of the same endpoint; null when it saw no certificate. */
  readonly own: { readonly issuer: string; readonly addresses: readonly string[] } | null;
}

/** Everything an answer about a diagnosis is written from. */
export interface DiagnosisInput {
  readonly diagnosis: Diagnosis;
  /** What the look brought back: the probe's facts, as the diagnosis took them. */
  readonly record: Evidence['record'];
  /** The server could not be looked at, and a certificate that the person took from it stands in. */
  readonly given?: boolean;
  /** The presented chain, leaf first; certificates that could not be read are left away. */
  readonly presented: readonly ShownCertificate[];
  /** The URL of the Server field as it is shown and pasted into a browser, credentials masked. */
  readonly url: string;
  /** Family of the pasted error; null when none was pasted. */
  readonly family: ErrorFamily | null;
  /** What the pasted error tells beside its family, such as the program it comes from. */
  readonly detail?: string | null;
  readonly reported: ReportedCertificate | null;
  /** ISO 8601 UTC: when the look was taken, which spans of days are counted from. */
  readonly at: string;
  readonly changes: DiagnosisChanges | null;
  /** Absent without a report of the Router's computer. */
  readonly router?: RouterEvidence;
  /** Absent: the bot's own look alone. */
  readonly sources?: readonly EvidenceSource[];
  /** Who helps here, as the operator set it; null when nobody is named. */
  readonly supportContact: string | null;
}
