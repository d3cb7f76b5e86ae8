import { findingsOf } from '../diagnose.js';
import type { Finding, FindingCode } from '../diagnosis.js';
import { type Examination, examine } from '../examination.js';
import { inspectRecord } from '../inspectRecord.js';
import { rankFindings } from '../ranking.js';
import type { Prospect } from './prospect.js';
import { prospectConditions } from './prospectConditions.js';
import type { PresentState, ProspectEvidence } from './prospectEvidence.js';
import { prospectNotes } from './prospectNotes.js';

/**
 * Judges a certificate before it is installed, by the same checks as one that a server shows. What those find is told
 * apart: what only another certificate mends, what can be had beside it, and what does not matter for the error. Pure.
 */
export function judgeProspect(evidence: ProspectEvidence): Prospect {
  const { certificates, host, anchors, present, exchange, at } = evidence;
  const [leaf] = certificates;
  const examination = examine({
    record: inspectRecord(leaf.subject.text, certificates, host, at),
    host,
    anchors,
    intermediates: present?.others ?? [],
    reported: null,
    pastedFamily: null,
    at,
  });
  const findings = rankFindings(findingsOf(examination));
  const refusals = findings.filter(isRefusal);
  const online = exchange === 'online';
  const conditions = prospectConditions(findings, examination, evidence);
  return {
    outcome: online || refusals.length > 0 ? 'no' : conditions.length > 0 ? 'only-when' : 'yes',
    findings,
    refusals,
    online,
    conditions,
    notes: prospectNotes(findings, evidence),
    mends: mended(findings, present),
    ...installed(examination),
  };
}

/** Faults of the certificate itself that stay with it wherever it is installed. */
const ofCertificate: ReadonlySet<FindingCode> = new Set([
  'name-mismatch',
  'self-signed',
  'chain-invalid',
  'revoked',
  'wrong-eku',
  'weak-signature',
  'weak-key',
]);

function isRefusal({ code, severity, evidence }: Finding): boolean {
  if (severity !== 'blocks') return false;
  // An authority's expired certificate can be replaced in the chain; the leaf's own dates can't.
  return ofCertificate.has(code) || (code === 'expired' && evidence['index'] === 0);
}

function mended(findings: readonly Finding[], present: PresentState | null): readonly FindingCode[] {
  const stay = new Set(findings.filter(({ severity }) => severity === 'blocks').map(({ code }) => code));
  const had = present?.leaf ? present.diagnosis.findings : [];
  return had
    .filter(({ code, severity }) => severity === 'blocks' && replacedBy.has(code) && !stay.has(code))
    .map(({ code }) => code);
}

const replacedBy: ReadonlySet<FindingCode> = new Set([
  ...ofCertificate,
  'expired',
  'not-yet-valid',
  'untrusted-root',
  'incomplete-chain',
]);

function installed({ trust }: Examination): Pick<Prospect, 'chain' | 'privateRoot'> {
  const path = trust?.path;
  const [, ...above] = path?.certificates ?? [];
  const root = path?.endsSelfSigned || path?.anchored ? above.at(-1) : undefined;
  return {
    chain: above.filter((certificate) => certificate !== root).map(({ subject }) => subject.text),
    privateRoot: root && !path?.builtInRoot ? root.subject.text : null,
  };
}
