import type { JsonObject } from '../base/json.js';

/** They can stand in the way of a connection. */
export const blockingCodes = [
  'self-signed',
  'name-mismatch',
  'expired',
  'not-yet-valid',
  'untrusted-root',
  'incomplete-chain',
  'revoked',
  'revocation-unknown',
  'weak-signature',
  'weak-key',
  'wrong-eku',
  'chain-invalid',
  'tls-version',
  'handshake-failure',
  'client-cert-required',
  'not-tls',
  'dns-failure',
  'refused',
  'timeout',
  'oversized',
  'blocked',
] as const;

/** They tell of something else that is worth knowing. */
const warningCodes = [
  'expires-soon',
  'no-san',
  'deprecated-tls',
  'sni-dependent',
  'endpoints-differ',
  'interception-suspected',
  'public-lifetime-exceeded',
] as const;
export const findingCodes = [...blockingCodes, ...warningCodes] as const;
export type FindingCode = (typeof findingCodes)[number];

export type Severity = 'blocks' | 'warns' | 'informs';

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /**
   * The facts that prove it, with the raw code beside the interpretation. Always holds `because`, one English
   * sentence for logs and tests; `reported: true` when the fact was told by the person, not seen by the probe.
   */
  readonly evidence: JsonObject & { readonly because: string };
}

export type Verdict = 'trusted' | 'untrusted' | 'unreachable';

export const policyErrors = [
  'RemoteCertificateNotAvailable',
  'RemoteCertificateNameMismatch',
  'RemoteCertificateChainErrors',
] as const;
export type PolicyError = (typeof policyErrors)[number];

/** Why the Router fails, as far as the evidence goes. More than one can hold. */
export const causeCodes = [
  'self-signed',
  'name-mismatch',
  'no-san',
  'expired',
  'not-yet-valid',
  'private-root',
  'missing-intermediate',
  'revoked',
  'revocation-unknown',
  'weak-certificate',
  'wrong-usage',
  'broken-chain',
  'mis-issued',
  'distrusted',
  'old-tls',
  'new-tls-only',
  'handshake',
  'client-certificate',
  'not-tls',
  'dns',
  'internal-name',
  'refused',
  'timeout',
  'not-visible',
  'in-between',
  'router-differs',
  'old-client',
  'router-dns',
  'router-network',
] as const;
export type CauseCode = (typeof causeCodes)[number];

/** What mends it. One plan: the first is the recommended one, the rest are its alternatives or next steps. */
export const resolutionCodes = [
  'replace-certificate',
  'match-names',
  'trust-private-root',
  'install-intermediates',
  'open-revocation',
  'fix-clock',
  'check-proxy',
  'enable-tls12',
  'check-on-router',
  'fix-dns',
  'open-firewall',
  'correct-port',
  'drop-client-certificate',
] as const;
export type ResolutionCode = (typeof resolutionCodes)[number];

export interface Diagnosis {
  readonly verdict: Verdict;
  /** First-ranked blocking code, or null. */
  readonly primary: FindingCode | null;
  /** All that hold at once, blocking ones first, in fix order. */
  readonly findings: readonly Finding[];
  readonly policyErrors: readonly PolicyError[];
  /** X509ChainStatusFlags names. */
  readonly chainStatus: readonly string[];
  readonly causes: readonly CauseCode[];
  readonly resolutions: readonly ResolutionCode[];
  readonly generation: ServerGeneration;
}

export const exchangeVersions = ['2003', '2007', '2010', '2013', '2016', '2019', 'se', 'online'] as const;

/** What the HTTP headers hint at. Unknown stays null and is asked only where the steps differ. */
export interface ServerGeneration {
  readonly exchange: (typeof exchangeVersions)[number] | null;
  /** Cumulative update or service pack of the build: `CU23`, `SP3`, `RTM`; null when the build does not tell. */
  readonly update: string | null;
  /** Exchange build, e.g. 15.1.2507.6; null when no header told. */
  readonly build: string | null;
  /**
   * Exchange 2016 and later: whether the admin center still completes requests and the cmdlets still take file names
   * (`whole`), or that was taken away by the updates of April 2022 (`reduced`). Null when unknown.
   */
  readonly certificatePages: 'whole' | 'reduced' | null;
  readonly windows: '2003' | '2008' | '2008r2' | '2012' | '2012r2' | '2016+' | null;
  /** Last day of support, ISO 8601, of what had lost it by the time of the look; null otherwise. */
  readonly supportEnded: { readonly exchange: string | null; readonly windows: string | null };
  /** The header values the hint rests on. */
  readonly because: readonly string[];
}

/** What a person read in the browser on the Router's computer. All of it optional, nothing of it proven. */
export interface ReportedCertificate {
  readonly names: readonly string[];
  readonly issuer: string | null;
  /** ISO 8601 dates; a day without a time is taken at 00:00 UTC. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** True/false when they said that the browser showed (no) warning. */
  readonly browserWarning: boolean | null;
}
