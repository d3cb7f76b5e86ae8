import { findCauses } from './causes.js';
import { allChecks } from './checks/allChecks.js';
import type { Diagnosis, Finding, Verdict } from './diagnosis.js';
import { type Evidence, type Examination, examine } from './examination.js';
import { planResolutions } from './plan.js';
import { dotNetView } from './policyErrors.js';
import { rankFindings } from './ranking.js';
import { findContradictions, reportedFindings } from './reported.js';
import { serverGeneration } from './serverGeneration.js';

/** Judges one look at an endpoint: all that holds at once, why, and what mends it. Pure. */
export function diagnose(evidence: Evidence): Diagnosis {
  const examination = examine(evidence);
  const findings = rankFindings(findingsOf(examination));
  const blocking = findings.filter(({ severity }) => severity === 'blocks');
  const { leaf, reported, record, trust } = examination;
  const contradicted = leaf !== null && reported !== null && findContradictions(leaf, reported).length > 0;
  const generation = serverGeneration(record.server, record.endpoint.host || null, examination.at);
  const online = generation.exchange === 'online';
  const causes = findCauses({ findings, pastedFamily: evidence.pastedFamily, contradicted, online });
  const ownRoot = trust?.path.anchored === true && !trust.path.builtInRoot;
  return {
    verdict: verdictOf(blocking, examination),
    primary: blocking[0]?.code ?? null,
    findings,
    ...dotNetView(findings, examination),
    causes,
    resolutions: planResolutions({ findings, causes, ownRoot, online }),
    generation,
  };
}

/** What was seen from here wins over what was told, where both give the same finding. */
export function findingsOf(examination: Examination): readonly Finding[] {
  const seen = allChecks.flatMap((check) => check(examination) ?? []);
  const told = reportedFindings(examination).filter(
    ({ code }) => !seen.some((finding) => finding.code === code),
  );
  return [...seen, ...told];
}

function verdictOf(blocking: readonly Finding[], { leaf }: Examination): Verdict {
  if (leaf === null || blocking.some(({ code }) => code === 'client-cert-required')) return 'unreachable';
  return blocking.length > 0 ? 'untrusted' : 'trusted';
}
