import type { Diagnosis, FindingCode } from './diagnosis.js';

const ofCertificate: ReadonlySet<FindingCode> = new Set([
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
  'expires-soon',
  'no-san',
]);

/** What changed between two looks at one endpoint, by finding code. */
export interface DiagnosisChange {
  readonly fixed: readonly FindingCode[];
  readonly remaining: readonly FindingCode[];
  readonly appeared: readonly FindingCode[];
}

export function compareDiagnoses(before: Diagnosis, after: Diagnosis): DiagnosisChange {
  const had = before.findings.map(({ code }) => code);
  const has = after.findings.map(({ code }) => code);
  const gone = had.filter((code) => !has.includes(code));
  // Where servers differ, one look met one of them: what it did not see may be on another still.
  const open = has.includes('endpoints-differ') ? gone.filter((code) => ofCertificate.has(code)) : [];
  return {
    fixed: gone.filter((code) => !open.includes(code)),
    remaining: [...open, ...has.filter((code) => had.includes(code))],
    appeared: has.filter((code) => !had.includes(code)),
  };
}
