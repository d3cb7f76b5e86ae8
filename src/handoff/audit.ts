import type { AuditEntry } from '../storage/auditStore.js';

export type AuditLine = Omit<AuditEntry, 'at'>;

/** Keeps who did what at the desk or in another hub. */
export type Audit = (line: AuditLine) => void;
