export type AuditAction =
  | 'signed-in'
  | 'sign-in-refused'
  | 'signed-out'
  | 'viewed'
  | 'claimed'
  | 'messaged'
  | 'noted'
  | 'transferred'
  | 'released'
  | 'resolved'
  | 'probed'
  | 'file-sent'
  | 'file-read'
  | 'exported'
  | 'erased'
  | 'agent-added'
  | 'agent-changed'
  | 'agent-disabled'
  | 'agent-enabled'
  | 'password-changed';

/** Who did what. Never a word of a message, nor anything by which a person who asked for help is known. */
export interface AuditEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Null when nobody is known, as in a refused sign-in, and for the command line. */
  readonly agentId: string | null;
  /** The agent's name; of a refused sign-in the e-mail address that was tried. */
  readonly agent: string;
  readonly action: AuditAction;
  readonly caseId: string | null;
  readonly detail: string | null;
}

export interface StoredAuditEntry extends AuditEntry {
  /** 1, 2, 3 … in the order in which they were written. */
  readonly n: number;
}

export interface AuditQuery {
  readonly caseId?: string;
  readonly agentId?: string;
  /** Only entries from this instant on. */
  readonly since?: string;
  /** Only entries with a smaller `n`, for the next page. */
  readonly before?: number;
  readonly limit: number;
}

/** What was done at the desk and to its records. Entries are never changed; they go when their time is over. */
export interface AuditStore {
  /** `viewed` is kept once per agent, case and hour. */
  write(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(query: AuditQuery): Promise<readonly StoredAuditEntry[]>;
  /** Removes at most `limit` entries older than `instant`, the oldest first; returns how many. */
  removeBefore(instant: string, limit: number): Promise<number>;
}
