import { type Finding, type FindingCode, findingCodes, type Severity } from './diagnosis.js';

/**
 * Fix order: what keeps anyone from the endpoint, the right name, trust, dates, the rest. A finding about a
 * certificate comes before the failures that can only stand alone or beside what a person reported.
 */
const fixOrder: readonly FindingCode[] = [
  'client-cert-required',
  'name-mismatch',
  'self-signed',
  'untrusted-root',
  'incomplete-chain',
  'chain-invalid',
  'revoked',
  'revocation-unknown',
  'expired',
  'not-yet-valid',
  'wrong-eku',
  'weak-signature',
  'weak-key',
  'tls-version',
  'handshake-failure',
  'not-tls',
  'oversized',
  'dns-failure',
  'refused',
  'timeout',
  'blocked',
];

const severities: readonly Severity[] = ['blocks', 'warns', 'informs'];

/** Blocking findings first, each group in fix order; warnings in the order of the contract's list. */
export function rankFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (one, other) =>
      severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
      placeOf(one.code) - placeOf(other.code),
  );
}

function placeOf(code: FindingCode): number {
  const place = fixOrder.indexOf(code);
  return place === -1 ? fixOrder.length + findingCodes.indexOf(code) : place;
}
