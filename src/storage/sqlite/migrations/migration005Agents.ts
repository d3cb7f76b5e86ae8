import type { Migration } from './migration.js';

/** Human agents and where they are signed in. */
export const migration005Agents: Migration = {
  version: 5,
  sql: `
CREATE TABLE agent (
  agent_id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  locale TEXT NOT NULL,
  password_hash TEXT,
  oidc_issuer TEXT,
  oidc_subject TEXT,
  disabled INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  last_seen_at TEXT
) STRICT;
CREATE UNIQUE INDEX agent_oidc ON agent (oidc_issuer, oidc_subject) WHERE oidc_subject IS NOT NULL;

CREATE TABLE agent_session (
  token_hash TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL,
  csrf TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX session_agent ON agent_session (agent_id);
`,
};
