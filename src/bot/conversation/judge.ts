import { outOfSight } from '../../answers/answerCase.js';
import type { DiagnosisInput, EvidenceSource } from '../../answers/diagnosisInput.js';
import type { ProspectInput } from '../../answers/prospectInput.js';
import type { Certificate } from '../../certificates/certificate.js';
import { describePresentedChain } from '../../certificates/describePresentedChain.js';
import { parseCertificate } from '../../certificates/parseCertificate.js';
import type { TrustAnchors } from '../../certificates/trustAnchors.js';
import { withAddedAnchors } from '../../certificates/withAddedAnchors.js';
import { compareDiagnoses } from '../../diagnosis/compareDiagnoses.js';
import { diagnose } from '../../diagnosis/diagnose.js';
import { type Diagnosis, exchangeVersions } from '../../diagnosis/diagnosis.js';
import { judgeProspect } from '../../diagnosis/prospect/judgeProspect.js';
import type { PresentState } from '../../diagnosis/prospect/prospectEvidence.js';
import { diagnoseReport, type ReportDiagnosis } from '../../diagnosis/routerReport/diagnoseReport.js';
import { ownName, reportPath } from '../../diagnosis/routerReport/reportPath.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';
import { type ErrorFamily, errorFamilies } from '../../recognizer/errorMatch.js';
import type { CaseFacts, ReceivedReport } from './caseFacts.js';

/** Turns the facts of a case into its diagnosis. Pure but for the anchors' lazy reading. */
export interface Judge {
  /** Null while nothing has been looked at. */
  diagnosis(facts: CaseFacts): Diagnosis | null;
  /** Everything an answer is written from; null while nothing has been looked at. */
  input(facts: CaseFacts): DiagnosisInput | null;
  /** The same for a certificate that is to be installed; null while none was given. */
  prospect(facts: CaseFacts, at: Date): ProspectInput | null;
  /** Of the pasted error; null when none was pasted or recognised. */
  family(facts: CaseFacts): ErrorFamily | null;
}

export function makeJudge(anchors: TrustAnchors, supportContact: string | null): Judge {
  const anchorsOf = (facts: CaseFacts) => withAddedAnchors(anchors, facts.roots ?? []);
  const judged: JudgeLook = (record, facts) =>
    diagnose({
      record: withGiven(record, facts),
      host: record.endpoint.host,
      anchors: anchorsOf(facts),
      intermediates: (facts.intermediates ?? []).flatMap(parsed),
      given: standsIn(record, facts) !== null,
      reported: facts.reported ?? null,
      pastedFamily: facts.family ?? null,
      at: new Date(record.startedAt),
    });
  const judgedReport: JudgeReport = ({ report, receivedAt }, facts) =>
    diagnoseReport({
      report,
      receivedAt,
      host: facts.endpoint?.host ?? ownName(report) ?? '',
      anchors: anchorsOf(facts),
      pastedFamily: facts.family ?? null,
      look: facts.probe ? { record: facts.probe, diagnosis: judged(facts.probe, facts) } : null,
    });
  return {
    family: familyOf,
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
        detail: facts.errorDetail ?? null,
        at: seen.record.startedAt,
        sources: sourcesOf(facts),
        supportContact,
      };
    },
    prospect(facts, at) {
      const [leaf] = facts.certificate ? parsed(facts.certificate) : [];
      if (!leaf) return null;
      const host = facts.endpoint?.host ?? null;
      const present = facts.probe ? presentState(facts.probe, facts, judged) : null;
      const prospect = judgeProspect({
        certificates: [leaf, ...(facts.intermediates ?? []).flatMap(parsed)],
        ...{ host, present, at, anchors: anchorsOf(facts), exchange: exchangeOf(facts) },
      });
      const [certificate] = describePresentedChain([leaf.der.toString('base64')]);
      const presentNames = describePresentedChain(presentChain(facts).slice(0, 1))[0]?.names ?? [];
      return certificate ? { prospect, certificate, host, presentNames, at: at.toISOString() } : null;
    },
  };
}

type JudgeLook = (record: ProbeRecord, facts: CaseFacts) => Diagnosis;
type JudgeReport = (received: ReceivedReport, facts: CaseFacts) => ReportDiagnosis;

/** What the look and the report each bring of their own. */
type SeenInput = Omit<DiagnosisInput, 'url' | 'family' | 'at' | 'sources' | 'supportContact'>;

function lookInput(facts: CaseFacts, judged: JudgeLook): SeenInput | null {
  if (!facts.probe) return null;
  const diagnosis = judged(facts.probe, facts);
  const record = withGiven(facts.probe, facts);
  return {
    diagnosis,
    record,
    given: standsIn(facts.probe, facts) !== null,
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
    given: false,
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

function sourcesOf(facts: CaseFacts): readonly EvidenceSource[] {
  const { routerReport, probe, reported, roots } = facts;
  const given = probe && !routerReport ? standsIn(probe, facts) !== null : false;
  // A look that saw no certificate adds nothing to a report or to a certificate that was given.
  const looked = probe && (probe.presentedChain.length > 0 || (!routerReport && !given));
  return [
    ...(routerReport ? (['report'] as const) : []),
    ...(looked ? (['look'] as const) : []),
    ...(reported && !routerReport ? (['told'] as const) : []),
    ...(given || (roots && roots.length > 0) ? (['given'] as const) : []),
  ];
}

/** What the server shows, or what stands for it where that could not be seen; leaf first. */
export function presentChain(facts: CaseFacts): readonly string[] {
  return facts.probe ? withGiven(facts.probe, facts).presentedChain : [];
}

/** The record as if the certificate that the person took from the server had been seen there. */
function withGiven(record: ProbeRecord, facts: CaseFacts): ProbeRecord {
  const certificate = standsIn(record, facts);
  if (certificate === null) return record;
  const { failure } = record;
  return {
    ...record,
    // That the bot does not get there is no fault of the server; that it speaks no TLS with anybody stays one.
    failure: failure && outOfSight.includes(failure.code) ? null : failure,
    presentedChain: [certificate, ...(facts.intermediates ?? [])],
  };
}

function standsIn(
  { presentedChain }: ProbeRecord,
  { certificateIs, certificate, serverCertificate }: CaseFacts,
): string | null {
  if (presentedChain.length > 0) return null;
  return (certificateIs === 'current' ? certificate : serverCertificate) ?? null;
}

function presentState(probe: ProbeRecord, facts: CaseFacts, judged: JudgeLook): PresentState {
  const record = withGiven(probe, facts);
  const [leaf, ...others] = [
    ...record.presentedChain,
    ...(record.fetched?.issuers?.certificates ?? []),
  ].flatMap(parsed);
  return { diagnosis: judged(probe, facts), leaf: leaf ?? null, others };
}

function parsed(base64: string): readonly Certificate[] {
  const reading = parseCertificate(Buffer.from(base64, 'base64'));
  return reading.ok ? [reading.certificate] : [];
}

function familyOf({ family }: CaseFacts): ErrorFamily | null {
  return errorFamilies.find((known) => known === family) ?? null;
}

function exchangeOf({ exchange }: CaseFacts): Diagnosis['generation']['exchange'] {
  return exchangeVersions.find((known) => known === exchange) ?? null;
}
