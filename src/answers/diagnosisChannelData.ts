import type { JsonObject } from '../base/json.js';
import type { Diagnosis, Finding } from '../diagnosis/diagnosis.js';
import type { Prospect } from '../diagnosis/prospect/prospect.js';

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

/** The same for an answer about a certificate that is to be installed. */
export function prospectChannelData(
  { outcome, findings, conditions, notes, mends }: Prospect,
  { treeId, treeVersion }: TreePlace,
): { readonly trustdesk: JsonObject } {
  return {
    trustdesk: {
      kind: 'prospect',
      outcome,
      findings: findings.map(publicFinding),
      conditions: conditions.map(({ code }) => code),
      notes: notes.map((note) => (note.code === 'finding' ? note.finding.code : note.code)),
      mends,
      treeId,
      treeVersion,
    },
  };
}

/** The evidence of `blocked` names rules and settings of this server, which are the operator's business. */
function publicFinding({ code, severity, evidence }: Finding): JsonObject {
  return { code, severity, evidence: code === 'blocked' ? {} : evidence };
}
