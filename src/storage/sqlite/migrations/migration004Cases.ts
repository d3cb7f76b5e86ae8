import type { Migration } from './migration.js';

/** Handoff cases. Their events are the truth; the other columns of a case are found in them. */
export const migration004Cases: Migration = {
  version: 4,
  sql: `
CREATE TABLE handoff_case (
  case_id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  conversation TEXT NOT NULL,
  person TEXT NOT NULL,
  status TEXT NOT NULL,
  open INTEGER NOT NULL,
  queue TEXT NOT NULL,
  hub TEXT NOT NULL,
  agent_id TEXT,
  opened_at TEXT NOT NULL,
  first_claimed_at TEXT,
  ended_at TEXT,
  due_at TEXT,
  search TEXT NOT NULL,
  state TEXT NOT NULL,
  identity TEXT NOT NULL,
  conversation_reference TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX open_case ON handoff_case (conversation) WHERE open = 1;
CREATE INDEX due_case ON handoff_case (due_at) WHERE open = 1 AND due_at IS NOT NULL;
CREATE INDEX case_opened ON handoff_case (opened_at);
CREATE INDEX case_conversation ON handoff_case (conversation, opened_at);
CREATE INDEX case_claimed ON handoff_case (queue, first_claimed_at) WHERE first_claimed_at IS NOT NULL;

CREATE TABLE handoff_event (
  case_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (case_id, n)
) WITHOUT ROWID, STRICT;

CREATE TABLE case_cursor (
  case_id TEXT NOT NULL,
  name TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (case_id, name)
) WITHOUT ROWID, STRICT;
`,
};
