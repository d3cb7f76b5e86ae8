import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { AuditAction, AuditEntry, AuditQuery, StoredAuditEntry } from '../auditStore.js';

/** The audit log; see AuditStore. Its writing methods expect to be called inside a transaction. */
export interface AuditTable {
  write(entry: AuditEntry): void;
  list(query: AuditQuery): readonly StoredAuditEntry[];
  removeBefore(instant: string, limit: number): number;
}

export function createAuditTable(database: DatabaseSync): AuditTable {
  // A view that was kept within this hour is the only one that is ignored.
  const insert = database.prepare(
    'INSERT OR IGNORE INTO audit (at, agent_id, agent, action, case_id, detail) VALUES (?, ?, ?, ?, ?, ?)',
  );
  // The table lets nothing go that is younger than this; see its triggers.
  const moveHorizon = database.prepare('UPDATE audit_horizon SET kept_from = max(kept_from, ?)');
  const remove = database.prepare(
    'DELETE FROM audit WHERE n IN (SELECT n FROM audit WHERE at < ? ORDER BY n LIMIT ?)',
  );
  return {
    write({ at, agentId, agent, action, caseId, detail }) {
      insert.run(at, agentId, agent, action, caseId, detail);
    },
    list(query) {
      const { where, values } = conditions(query);
      return database
        .prepare(`SELECT * FROM audit ${where} ORDER BY n DESC LIMIT ?`)
        .all(...values, query.limit)
        .map(entryOf);
    },
    removeBefore(instant, limit) {
      moveHorizon.run(instant);
      return Number(remove.run(instant, limit).changes);
    },
  };
}

function conditions({ caseId, agentId, since, before }: AuditQuery): {
  where: string;
  values: SQLInputValue[];
} {
  const all: readonly (readonly [sql: string, value: SQLInputValue | undefined])[] = [
    ['case_id = ?', caseId],
    ['agent_id = ?', agentId],
    ['at >= ?', since],
    ['n < ?', before],
  ];
  const given = all.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
  return {
    where: given.length === 0 ? '' : `WHERE ${given.map(({ sql }) => sql).join(' AND ')}`,
    values: given.map(({ value }) => value),
  };
}

function entryOf(row: Record<string, unknown>): StoredAuditEntry {
  const optional = (name: string) => (row[name] === null ? null : String(row[name]));
  return {
    n: Number(row['n']),
    at: String(row['at']),
    agentId: optional('agent_id'),
    agent: String(row['agent']),
    action: row['action'] as AuditAction,
    caseId: optional('case_id'),
    detail: optional('detail'),
  };
}
