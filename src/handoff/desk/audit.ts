import type { AuditEntry } from '../../storage/auditStore.js';

export type AuditLine = Omit<AuditEntry, 'at'>;

/** Keeps who did what at the desk. */
export type Audit = (line: AuditLine) => void;
