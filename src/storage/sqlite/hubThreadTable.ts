import type { DatabaseSync } from 'node:sqlite';

/** Where hubs keep their talk about cases; see CaseStore. */
export interface HubThreadTable {
  keep(hub: string, caseId: string, thread: string): void;
  ofCase(hub: string, caseId: string): string | null;
  caseOf(hub: string, thread: string): string | null;
}

export function createHubThreadTable(database: DatabaseSync): HubThreadTable {
  const keep = database.prepare(
    'INSERT OR IGNORE INTO hub_thread SELECT case_id, ?, ? FROM handoff_case WHERE case_id = ?',
  );
  const ofCase = database.prepare('SELECT thread FROM hub_thread WHERE hub = ? AND case_id = ?');
  const caseOf = database.prepare('SELECT case_id FROM hub_thread WHERE hub = ? AND thread = ?');
  return {
    keep(hub, caseId, thread) {
      keep.run(hub, thread, caseId);
    },
    ofCase: (hub, caseId) => textOf(ofCase.get(hub, caseId)?.['thread']),
    caseOf: (hub, thread) => textOf(caseOf.get(hub, thread)?.['case_id']),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
