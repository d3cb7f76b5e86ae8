import { openStorage } from '../app/openStorage.js';
import { readSettings } from '../app/settings.js';
import type { AuditEntry } from '../storage/auditStore.js';
import type { Storage } from '../storage/storage.js';
import type { CliIo } from './cliIo.js';

/** Keeps in the audit log that something was done on the command line. */
export type Note = (line: Pick<AuditEntry, 'action' | 'detail'> & Partial<AuditEntry>) => Promise<void>;

/** Who did what is done here: the system says who may run a command, and logs it. */
export const commandLine = { agentId: null, agent: 'command line' } as const;

/** Opens the database of the settings, beside a running server too, and closes it again. */
export async function withStorage<T>(
  io: CliIo,
  work: (storage: Storage, note: Note) => Promise<T>,
): Promise<T> {
  const storage = openStorage(readSettings(io.env));
  const note: Note = (line) =>
    storage.audit.write({ at: io.clock.now().toISOString(), ...commandLine, caseId: null, ...line });
  try {
    return await work(storage, note);
  } finally {
    await storage.close();
  }
}
