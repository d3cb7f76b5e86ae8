import type { DiagnosisInput, EvidenceSource } from '../../answers/diagnosisInput.js';
import { describePresentedChain } from '../../certificates/describePresentedChain.js';
import type { TrustAnchors } from '../../certificates/trustAnchors.js';
import { withAddedAnchors } from '../../certificates/withAddedAnchors.js';
import { compareDiagnoses } from '../../diagnosis/compareDiagnoses.js';
import { diagnose } from '../../diagnosis/diagnose.js';
import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { diagnoseReport, type ReportDiagnosis } from '../../diagnosis/routerReport/diagnoseReport.js';
import { reportPath } from '../../diagnosis/routerReport/reportPath.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';
import { type ErrorFamily, errorFamilies } from '../../recognizer/errorMatch.js';
import type { CaseFacts, ReceivedReport } from './caseFacts.js';

/** Turns the facts of a case into its diagnosis. Pure but for the anchors' lazy reading. */
export interface Judge {
  /** Null while nothing has been looked at. */
  diagnosis(facts: CaseFacts): Diagnosis | null;
  /** Everything an answer is written from; null while nothing has been looked at. */
  input(facts: CaseFacts): DiagnosisInput | null;
}

export function makeJudge(anchors: TrustAnchors, supportContact: string | null): Judge {
  const judged: JudgeLook = (record, facts) =>
    diagnose({
      record,
      host: record.endpoint.host,
      anchors: withAddedAnchors(anchors, facts.roots ?? []),
      reported: facts.reported ?? null,
      pastedFamily: facts.family ?? null,
      at: new Date(record.startedAt),
    });
  const judgedReport: JudgeReport = ({ report, receivedAt }, facts) =>
    diagnoseReport({
      report,
      receivedAt,
      host: facts.endpoint?.host ?? '',
      anchors: withAddedAnchors(anchors, facts.roots ?? []),
      pastedFamily: facts.family ?? null,
      look: facts.probe ? { record: facts.probe, diagnosis: judged(facts.probe, facts) } : null,
    });
  return {
    diagnosis(facts) {
      if (facts.routerReport) return judgedReport(facts.routerReport, facts).diagnosis;
      return facts.probe ? judged(facts.probe, facts) : null;
    },
    input(facts) {
      const seen = facts.routerReport ? reportInput(facts, judgedReport) : lookInput(facts, judged);
      if (seen === null) return null;
      return {
        ...seen,
        url: facts.endpoint?.url ?? seen.record.target,
        family: familyOf(facts),
        at: seen.record.startedAt,
        sources: sourcesOf(facts),
        supportContact,
      };
    },
  };
}

type JudgeLook = (record: ProbeRecord, facts: CaseFacts) => Diagnosis;
type JudgeReport = (received: ReceivedReport, facts: CaseFacts) => ReportDiagnosis;

/** What the look and the report each bring of their own. */
type SeenInput = Omit<DiagnosisInput, 'url' | 'family' | 'at' | 'sources' | 'supportContact'>;

function lookInput(facts: CaseFacts, judged: JudgeLook): SeenInput | null {
  const record = facts.probe;
  if (!record) return null;
  const diagnosis = judged(record, facts);
  return {
    diagnosis,
    record,
    presented: describePresentedChain(record.presentedChain),
    reported: facts.reported ?? null,
    changes: facts.previousProbe ? compareDiagnoses(judged(facts.previousProbe, facts), diagnosis) : null,
  };
}

/** The Router's own computer is what counts; what the bot saw stands beside it. */
function reportInput(facts: CaseFacts, judged: JudgeReport): SeenInput | null {
  const { routerReport: received, previousReport: former, probe } = facts;
  if (!received) return null;
  const { diagnosis, record, proofs } = judged(received, facts);
  const [own] = describePresentedChain(probe?.presentedChain.slice(0, 1) ?? []);
  return {
    diagnosis,
    record,
    presented: reportPath(received.report),
    reported: null,
    router: {
      report: received.report,
      proofs,
      own: own ? { issuer: own.issuer, addresses: probe?.addresses ?? [] } : null,
    },
    changes: former ? compareDiagnoses(judged(former, facts).diagnosis, diagnosis) : null,
  };
}

function sourcesOf({ routerReport, probe, reported, roots }: CaseFacts): readonly EvidenceSource[] {
  return [
    ...(routerReport ? (['report'] as const) : []),
    // A look that saw no certificate adds nothing to a report.
    ...(probe && (!routerReport || probe.presentedChain.length > 0) ? (['look'] as const) : []),
    ...(reported && !routerReport ? (['told'] as const) : []),
    ...(roots && roots.length > 0 ? (['given'] as const) : []),
  ];
}

function familyOf({ family }: CaseFacts): ErrorFamily | null {
  return errorFamilies.find((known) => known === family) ?? null;
}
