import type { DatabaseSync } from 'node:sqlite';
import type { NewProbeJob, PendingProbeJob } from '../storage.js';
import { readIdentity } from './readIdentity.js';

export interface ProbeJobTable {
  add(turnId: number, job: NewProbeJob): void;
  cancel(jobId: string): void;
  pending(): readonly PendingProbeJob[];
  started(jobId: string): void;
  /** False when the job was cancelled, closed or never there. */
  close(jobId: string): boolean;
}

export function createProbeJobTable(database: DatabaseSync): ProbeJobTable {
  const insert = database.prepare(
    'INSERT INTO probe_job (job_id, turn_id, conversation, request, reference) VALUES (?, ?, ?, ?, ?)',
  );
  const end = database.prepare("UPDATE probe_job SET status = ? WHERE job_id = ? AND status = 'open'");
  const start = database.prepare(
    "UPDATE probe_job SET tries = tries + 1 WHERE job_id = ? AND status = 'open'",
  );
  const open = database.prepare(`
    SELECT j.job_id, j.conversation, j.request, j.reference, j.tries, t.identity
    FROM probe_job j JOIN turn t ON t.turn_id = j.turn_id WHERE j.status = 'open' ORDER BY j.turn_id, j.rowid`);
  return {
    add(turnId, job) {
      insert.run(
        job.jobId,
        turnId,
        job.conversation,
        JSON.stringify(job.request),
        JSON.stringify(job.reference),
      );
    },
    cancel(jobId) {
      end.run('cancelled', jobId);
    },
    started(jobId) {
      start.run(jobId);
    },
    close: (jobId) => Number(end.run('done', jobId).changes) === 1,
    pending: () =>
      open.all().map((row) => ({
        jobId: String(row['job_id']),
        conversation: String(row['conversation']),
        request: JSON.parse(String(row['request'])),
        reference: JSON.parse(String(row['reference'])),
        identity: readIdentity(String(row['identity'])),
        tries: Number(row['tries']),
      })),
  };
}
