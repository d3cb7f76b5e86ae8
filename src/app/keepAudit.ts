import type { Clock } from '../base/clock.js';
import type { Log } from '../base/log.js';
import type { Audit } from '../handoff/audit.js';
import type { Storage } from '../storage/storage.js';

/** Writes the desk's audit lines. What could not be written goes into the log, so that it is not lost. */
export function keepAudit({ audit }: Pick<Storage, 'audit'>, clock: Clock, log: Log): Audit {
  return (line) => {
    const entry = { at: clock.now().toISOString(), ...line };
    audit.write(entry).catch((err: unknown) => {
      log.error({ err, entry }, 'A line of the audit log could not be written.');
    });
  };
}
