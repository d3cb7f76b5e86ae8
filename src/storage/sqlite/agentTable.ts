import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { AgentChange, AgentRecord, AgentSession, OidcSubject, SignedIn } from '../agentStore.js';

/** Agents and their sessions; see AgentStore. Its writing methods expect to be called inside a transaction. */
export interface AgentTable {
  add(agent: AgentRecord): 'added' | 'taken';
  read(agentId: string): AgentRecord | null;
  byEmail(email: string): AgentRecord | null;
  byOidc(oidc: OidcSubject): AgentRecord | null;
  list(): readonly AgentRecord[];
  change(agentId: string, change: AgentChange): AgentRecord | 'taken' | null;
  openSession(session: AgentSession): void;
  readSession(tokenHash: string): SignedIn | null;
  sessionSeen(tokenHash: string, at: string): void;
  endSession(tokenHash: string): void;
  removeSessions(expiredBefore: string, idleBefore: string): void;
}

export function createAgentTable(database: DatabaseSync): AgentTable {
  const write = database.prepare(`
    INSERT INTO agent VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (agent_id) DO UPDATE SET email = excluded.email, name = excluded.name, role = excluded.role,
      locale = excluded.locale, password_hash = excluded.password_hash, oidc_issuer = excluded.oidc_issuer,
      oidc_subject = excluded.oidc_subject, disabled = excluded.disabled, last_seen_at = excluded.last_seen_at`);
  const read = database.prepare('SELECT * FROM agent WHERE agent_id = ?');
  const byEmail = database.prepare('SELECT * FROM agent WHERE email = ?');
  const byOidc = database.prepare('SELECT * FROM agent WHERE oidc_issuer = ? AND oidc_subject = ?');
  const list = database.prepare('SELECT * FROM agent ORDER BY email');
  const addSession = database.prepare('INSERT INTO agent_session VALUES (?, ?, ?, ?, ?, ?)');
  const readSession = database.prepare('SELECT * FROM agent_session WHERE token_hash = ?');
  const seen = database.prepare('UPDATE agent_session SET last_seen_at = ? WHERE token_hash = ?');
  const endSession = database.prepare('DELETE FROM agent_session WHERE token_hash = ?');
  const endSessionsOf = database.prepare('DELETE FROM agent_session WHERE agent_id = ?');
  const removeOld = database.prepare('DELETE FROM agent_session WHERE expires_at < ? OR last_seen_at < ?');

  const readAgent = (agentId: string) => record(read.get(agentId));
  const findEmail = (email: string) => record(byEmail.get(email));
  const findOidc = ({ issuer, subject }: OidcSubject) => record(byOidc.get(issuer, subject));

  function isTaken(agent: AgentRecord): boolean {
    const others = [findEmail(agent.email), agent.oidc && findOidc(agent.oidc)];
    return others.some((other) => other !== null && other.id !== agent.id);
  }

  return {
    add(agent) {
      if (isTaken(agent)) return 'taken';
      write.run(...columns(agent));
      return 'added';
    },
    read: readAgent,
    byEmail: findEmail,
    byOidc: findOidc,
    list: () => list.all().flatMap((row) => record(row) ?? []),
    change(agentId, change) {
      const known = readAgent(agentId);
      if (known === null) return null;
      const changed = { ...known, ...change };
      if (isTaken(changed)) return 'taken';
      write.run(...columns(changed));
      if (changed.disabled || changed.passwordHash !== known.passwordHash) endSessionsOf.run(agentId);
      return changed;
    },
    openSession({ tokenHash, agentId, csrf, createdAt, lastSeenAt, expiresAt }) {
      addSession.run(tokenHash, agentId, csrf, createdAt, lastSeenAt, expiresAt);
    },
    readSession(tokenHash) {
      const session = sessionOf(readSession.get(tokenHash));
      const agent = session === null ? null : readAgent(session.agentId);
      return session === null || agent === null ? null : { session, agent };
    },
    sessionSeen(tokenHash, at) {
      seen.run(at, tokenHash);
    },
    endSession(tokenHash) {
      endSession.run(tokenHash);
    },
    removeSessions(expiredBefore, idleBefore) {
      removeOld.run(expiredBefore, idleBefore);
    },
  };
}

function columns(agent: AgentRecord): SQLInputValue[] {
  return [
    agent.id,
    agent.email,
    agent.name,
    agent.role,
    agent.locale,
    agent.passwordHash,
    agent.oidc?.issuer ?? null,
    agent.oidc?.subject ?? null,
    agent.disabled ? 1 : 0,
    agent.createdAt,
    agent.lastSeenAt,
  ];
}

type Row = Record<string, unknown>;

function record(row: Row | undefined): AgentRecord | null {
  if (row === undefined) return null;
  const optional = (name: string) => (row[name] === null ? null : String(row[name]));
  const subject = optional('oidc_subject');
  return {
    id: String(row['agent_id']),
    email: String(row['email']),
    name: String(row['name']),
    role: row['role'] === 'supervisor' ? 'supervisor' : 'agent',
    locale: String(row['locale']),
    passwordHash: optional('password_hash'),
    oidc: subject === null ? null : { issuer: String(row['oidc_issuer']), subject },
    disabled: row['disabled'] === 1,
    createdAt: String(row['created_at']),
    lastSeenAt: optional('last_seen_at'),
  };
}

function sessionOf(row: Row | undefined): AgentSession | null {
  if (row === undefined) return null;
  return {
    tokenHash: String(row['token_hash']),
    agentId: String(row['agent_id']),
    csrf: String(row['csrf']),
    createdAt: String(row['created_at']),
    lastSeenAt: String(row['last_seen_at']),
    expiresAt: String(row['expires_at']),
  };
}
