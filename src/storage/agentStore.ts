/** A human who answers at the desk. */
export interface AgentRecord {
  readonly id: string;
  /** Lower case; unique. */
  readonly email: string;
  /** Shown to the people they talk to. */
  readonly name: string;
  readonly role: 'agent' | 'supervisor';
  /** BCP 47; the language of their desk. */
  readonly locale: string;
  /** Null for an agent who signs in elsewhere. */
  readonly passwordHash: string | null;
  /** Who they are at an OpenID Connect issuer; unique. Null until they have signed in there. */
  readonly oidc: OidcSubject | null;
  readonly disabled: boolean;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  /** When a desk of theirs was last seen open; null for never. */
  readonly lastSeenAt: string | null;
}

export interface OidcSubject {
  readonly issuer: string;
  readonly subject: string;
}

export type AgentChange = Partial<
  Pick<
    AgentRecord,
    'email' | 'name' | 'role' | 'locale' | 'passwordHash' | 'oidc' | 'disabled' | 'lastSeenAt'
  >
>;

/** A browser in which an agent is signed in. All instants ISO 8601 UTC. */
export interface AgentSession {
  /** SHA-256 of the cookie's token, hexadecimal: who reads the database cannot sign in with it. */
  readonly tokenHash: string;
  readonly agentId: string;
  readonly csrf: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
}

export interface SignedIn {
  readonly session: AgentSession;
  readonly agent: AgentRecord;
}

/** Agents and their sessions. Every method is one transaction. */
export interface AgentStore {
  /** `taken`: another agent has this e-mail address or this OpenID Connect subject. Nothing was written. */
  add(agent: AgentRecord): Promise<'added' | 'taken'>;
  read(agentId: string): Promise<AgentRecord | null>;
  byEmail(email: string): Promise<AgentRecord | null>;
  byOidc(oidc: OidcSubject): Promise<AgentRecord | null>;
  /** By e-mail address. */
  list(): Promise<readonly AgentRecord[]>;
  /** Ends the agent's sessions when the change disables them or their password. Null when there is no such agent. */
  change(agentId: string, change: AgentChange): Promise<AgentRecord | 'taken' | null>;
  openSession(session: AgentSession): Promise<void>;
  readSession(tokenHash: string): Promise<SignedIn | null>;
  sessionSeen(tokenHash: string, at: string): Promise<void>;
  endSession(tokenHash: string): Promise<void>;
  /** Removes those that expired before `expiredBefore`, or were last seen before `idleBefore`. */
  removeSessions(expiredBefore: string, idleBefore: string): Promise<void>;
}
