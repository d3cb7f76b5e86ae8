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
  | 'file-read';

/** Who did what at the desk. Never a word of a message. */
export interface AuditLine {
  /** Null when nobody is known, as in a refused sign-in. */
  readonly agentId: string | null;
  /** The agent's name; of a refused sign-in the e-mail address that was tried. */
  readonly agent: string;
  readonly action: AuditAction;
  readonly caseId: string | null;
  readonly detail: string | null;
}

export type Audit = (line: AuditLine) => void;
