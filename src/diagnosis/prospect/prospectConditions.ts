import { isoSeconds } from '../../certificates/describeCertificate.js';
import type { Finding, FindingCode } from '../diagnosis.js';
import type { Examination } from '../examination.js';
import { namesOf } from './namesOf.js';
import type { ProspectCondition } from './prospect.js';
import type { PresentState, ProspectEvidence } from './prospectEvidence.js';

/** What must be done or be true beside the certificate, in the order in which it is done. */
export function prospectConditions(
  findings: readonly Finding[],
  examination: Examination,
  { certificates: [leaf], host, present, exchange }: ProspectEvidence,
): readonly ProspectCondition[] {
  const has = (code: FindingCode) =>
    findings.find((finding) => finding.code === code && finding.severity === 'blocks');
  const conditions: (ProspectCondition | null)[] = [
    host === null ? { code: 'name-in-url', names: namesOf(leaf) } : null,
    trustRoot(has('untrusted-root')),
    has('incomplete-chain')?.evidence['rootKnown'] === false
      ? { code: 'find-issuer', issuer: leaf.issuer.text, urls: leaf.extensions.caIssuerUrls }
      : null,
    renewChain(has('expired')),
    has('not-yet-valid') ? wait(examination) : null,
    leaf.key.type === 'ec' && exchange !== 'online' ? { code: 'curve-key' } : null,
    otherFaults(present),
    noneWrongNow(present, examination),
  ];
  return conditions.filter((condition) => condition !== null);
}

function trustRoot(finding: Finding | undefined): ProspectCondition | null {
  if (!finding) return null;
  const { root, fingerprint256 } = finding.evidence;
  return {
    code: 'trust-root',
    root: String(root),
    fingerprint256: typeof fingerprint256 === 'string' ? fingerprint256 : null,
  };
}

function renewChain(finding: Finding | undefined): ProspectCondition | null {
  if (!finding) return null;
  const { index, subject, notAfter } = finding.evidence;
  if (index === 0) return null;
  return { code: 'renew-chain', subject: String(subject), notAfter: String(notAfter) };
}

/** The day on which the last one of the path begins. */
function wait({ trust, at }: Examination): ProspectCondition {
  const begins = (trust?.path.certificates ?? []).map(({ notBefore }) => notBefore.getTime());
  return { code: 'wait', notBefore: isoSeconds(new Date(Math.max(at.getTime(), ...begins))) };
}

/** What a client meets before or beside the certificate. That the server speaks nothing but TLS 1.3 gives another error. */
const ofServer: ReadonlySet<FindingCode> = new Set([
  'client-cert-required',
  'not-tls',
  'handshake-failure',
  'tls-version',
]);

function otherFaults(present: PresentState | null): ProspectCondition | null {
  const faults = (present?.diagnosis.findings ?? []).filter(
    ({ code, severity, evidence }) =>
      severity === 'blocks' && ofServer.has(code) && evidence['onlyNew'] !== true,
  );
  return faults.length > 0 ? { code: 'other-faults', codes: faults.map(({ code }) => code) } : null;
}

/** A pasted trust error against a server that is in order from here: then the certificate is not what it fails for. */
function noneWrongNow(present: PresentState | null, { trust }: Examination): ProspectCondition | null {
  if (present?.diagnosis.verdict !== 'trusted') return null;
  const { causes, resolutions } = present.diagnosis;
  // The Router's computer may lack the root of the present one, and no computer lacks a public one.
  if (resolutions.includes('trust-private-root') && trust?.path.builtInRoot) return null;
  return causes.includes('router-differs') ? { code: 'none-wrong-now' } : null;
}
