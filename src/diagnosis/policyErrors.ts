import type { PathDefectCode } from '../certificates/pathDefects.js';
import { chainDefects } from './checks/chainInvalid.js';
import type { Finding, FindingCode, PolicyError } from './diagnosis.js';
import type { Examination } from './examination.js';

export interface DotNetView {
  readonly policyErrors: readonly PolicyError[];
  /** X509ChainStatusFlags names, in the order of the findings. */
  readonly chainStatus: readonly string[];
}

const statusOfFinding: { readonly [code in FindingCode]?: string } = {
  'self-signed': 'UntrustedRoot',
  'incomplete-chain': 'PartialChain',
  expired: 'NotTimeValid',
  'not-yet-valid': 'NotTimeValid',
  revoked: 'Revoked',
  'wrong-eku': 'NotValidForUsage',
  'weak-key': 'HasWeakSignature',
  'weak-signature': 'HasWeakSignature',
};

const statusOfDefect: { readonly [code in PathDefectCode]?: string } = {
  signature: 'NotSignatureValid',
  'not-a-ca': 'InvalidBasicConstraints',
  'path-length': 'InvalidBasicConstraints',
  'key-usage': 'NotValidForUsage',
  'unknown-critical-extension': 'HasNotSupportedCriticalExtension',
  'malformed-extension': 'InvalidExtension',
  'name-not-permitted': 'HasNotPermittedNameConstraint',
  'name-excluded': 'HasExcludedNameConstraint',
  'name-constraints-too-many': 'InvalidNameConstraints',
  'unsupported-key': 'NotSignatureValid',
};

/** What .NET's SslStream would say of the same facts. Told facts (`reported`) are left out: .NET never saw them here. */
export function dotNetView(findings: readonly Finding[], examination: Examination): DotNetView {
  if (!examination.leaf) {
    return { policyErrors: triedTls(examination) ? ['RemoteCertificateNotAvailable'] : [], chainStatus: [] };
  }
  const seen = findings.filter(
    ({ severity, evidence }) => severity === 'blocks' && evidence['reported'] !== true,
  );
  const chainStatus = [...new Set(seen.flatMap((finding) => statusOf(finding, examination)))];
  const policyErrors: PolicyError[] = [];
  if (seen.some(({ code }) => code === 'name-mismatch')) policyErrors.push('RemoteCertificateNameMismatch');
  if (chainStatus.length > 0) policyErrors.push('RemoteCertificateChainErrors');
  return { policyErrors, chainStatus };
}

function triedTls({ record, unreadable }: Examination): boolean {
  return unreadable !== null || record.tls !== null || record.failure?.phase === 'tls';
}

function statusOf({ code, evidence }: Finding, examination: Examination): readonly string[] {
  if (code === 'untrusted-root')
    return [evidence['rootPresented'] === true ? 'UntrustedRoot' : 'PartialChain'];
  if (code === 'chain-invalid')
    return chainDefects(examination).flatMap((defect) => statusOfDefect[defect.code] ?? []);
  const status = statusOfFinding[code];
  return status === undefined ? [] : [status];
}
