import type { JsonObject } from '../base/json.js';
import type { Diagnosis, Finding } from '../diagnosis/diagnosis.js';

/** Where in which tree an answer was given. */
export interface TreePlace {
  readonly treeId: string;
  readonly treeVersion: string;
}

/** What every diagnosis reply carries, so that a client, a test or a hub can read what a person reads. */
export function diagnosisChannelData(
  diagnosis: Diagnosis,
  tree: TreePlace,
): { readonly trustdesk: JsonObject } {
  const { verdict, primary, findings, causes, resolutions } = diagnosis;
  return {
    trustdesk: {
      kind: 'diagnosis',
      verdict,
      primary,
      findings: findings.map(publicFinding),
      causes,
      resolutions,
      treeId: tree.treeId,
      treeVersion: tree.treeVersion,
    },
  };
}

/** The evidence of `blocked` names rules and settings of this server, which are the operator's business. */
function publicFinding({ code, severity, evidence }: Finding): JsonObject {
  return { code, severity, evidence: code === 'blocked' ? {} : evidence };
}
