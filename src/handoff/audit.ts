import type { AuditEntry } from '../storage/auditStore.js';

export type AuditLine = Omit<AuditEntry, 'at'>;

/** Keeps which agent did what. */
export type Audit = (line: AuditLine) => void;
