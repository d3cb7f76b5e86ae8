import type { DiagnosisChanges, DiagnosisInput } from '../../answers/diagnosisInput.js';
import { describePresentedChain } from '../../certificates/describePresentedChain.js';
import type { TrustAnchors } from '../../certificates/trustAnchors.js';
import { withAddedAnchors } from '../../certificates/withAddedAnchors.js';
import { compareDiagnoses } from '../../diagnosis/compareDiagnoses.js';
import { diagnose } from '../../diagnosis/diagnose.js';
import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import type { ProbeRecord } from '../../probe/probeRecord.js';
import { type ErrorFamily, errorFamilies } from '../../recognizer/errorMatch.js';
import type { CaseFacts } from './caseFacts.js';

/** Turns the facts of a case into its diagnosis. Pure but for the anchors' lazy reading. */
export interface Judge {
  /** Null while nothing has been looked at. */
  diagnosis(facts: CaseFacts): Diagnosis | null;
  /** Everything an answer is written from; null while nothing has been looked at. */
  input(facts: CaseFacts): DiagnosisInput | null;
}

export function makeJudge(anchors: TrustAnchors, supportContact: string | null): Judge {
  const judged = (record: ProbeRecord, facts: CaseFacts): Diagnosis =>
    diagnose({
      record,
      host: record.endpoint.host,
      anchors: withAddedAnchors(anchors, facts.roots ?? []),
      reported: facts.reported ?? null,
      pastedFamily: facts.family ?? null,
      at: new Date(record.startedAt),
    });
  return {
    diagnosis: (facts) => (facts.probe ? judged(facts.probe, facts) : null),
    input(facts) {
      const record = facts.probe;
      if (!record) return null;
      const diagnosis = judged(record, facts);
      return {
        diagnosis,
        record,
        presented: describePresentedChain(record.presentedChain),
        url: facts.endpoint?.url ?? record.target,
        family: familyOf(facts),
        detail: facts.errorDetail ?? null,
        reported: facts.reported ?? null,
        at: record.startedAt,
        changes: changes(facts, diagnosis, judged),
        supportContact,
      };
    },
  };
}

function changes(
  facts: CaseFacts,
  now: Diagnosis,
  judged: (record: ProbeRecord, facts: CaseFacts) => Diagnosis,
): DiagnosisChanges | null {
  return facts.previousProbe ? compareDiagnoses(judged(facts.previousProbe, facts), now) : null;
}

function familyOf({ family }: CaseFacts): ErrorFamily | null {
  return errorFamilies.find((known) => known === family) ?? null;
}
