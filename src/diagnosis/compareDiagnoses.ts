import type { Diagnosis, FindingCode } from './diagnosis.js';

/** What changed between two looks at one endpoint, by finding code. */
export interface DiagnosisChange {
  readonly fixed: readonly FindingCode[];
  readonly remaining: readonly FindingCode[];
  readonly appeared: readonly FindingCode[];
}

export function compareDiagnoses(before: Diagnosis, after: Diagnosis): DiagnosisChange {
  const had = before.findings.map(({ code }) => code);
  const has = after.findings.map(({ code }) => code);
  return {
    fixed: had.filter((code) => !has.includes(code)),
    remaining: has.filter((code) => had.includes(code)),
    appeared: has.filter((code) => !had.includes(code)),
  };
}
