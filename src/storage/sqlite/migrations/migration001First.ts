import type { Migration } from './migration.js';

/**
 * A reply's JSON stands once, in the log; the outbox and the probe jobs point to the turn, where the caller's identity
 * stands once. The partial indexes hold open work only, so they stay small however long the history grows.
 */
export const migration001First: Migration = {
  version: 1,
  sql: `
CREATE TABLE conversation_log (
  conversation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  direction TEXT NOT NULL,
  activity TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (conversation, seq)
) WITHOUT ROWID, STRICT;

CREATE TABLE turn (
  turn_id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  dedupe_key TEXT NOT NULL,
  mode TEXT NOT NULL,
  identity TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open',
  tries INTEGER NOT NULL DEFAULT 0,
  fence INTEGER NOT NULL DEFAULT 0,
  owner TEXT,
  leased_until TEXT,
  response TEXT,
  error TEXT,
  finished_at TEXT,
  UNIQUE (conversation, dedupe_key)
) STRICT;
CREATE INDEX open_turn ON turn (conversation, turn_id) WHERE status = 'open';

CREATE TABLE bot_state (
  key TEXT PRIMARY KEY,
  conversation TEXT NOT NULL,
  value TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX bot_state_conversation ON bot_state (conversation);

CREATE TABLE person (
  person_key TEXT PRIMARY KEY,
  locale TEXT
) WITHOUT ROWID, STRICT;

CREATE TABLE outbox (
  outbox_id INTEGER PRIMARY KEY AUTOINCREMENT,
  turn_id INTEGER NOT NULL,
  conversation TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  message_id TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'waiting',
  tries INTEGER NOT NULL DEFAULT 0,
  due_at TEXT NOT NULL,
  channel_activity_id TEXT,
  error TEXT,
  delivered_at TEXT
) STRICT;
CREATE INDEX waiting_outbox ON outbox (conversation, outbox_id) WHERE status = 'waiting';
CREATE INDEX sent_message ON outbox (conversation, message_id) WHERE kind = 'send';

CREATE TABLE probe_job (
  job_id TEXT PRIMARY KEY,
  turn_id INTEGER NOT NULL,
  conversation TEXT NOT NULL,
  request TEXT NOT NULL,
  reference TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'open',
  tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX open_probe_job ON probe_job (turn_id) WHERE status = 'open';
CREATE INDEX probe_job_conversation ON probe_job (conversation);

CREATE TABLE tree_version (
  id TEXT PRIMARY KEY,
  content TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE direct_line_conversation (
  conversation_id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  started INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX direct_line_user ON direct_line_conversation (user_id);

CREATE TABLE secret (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID, STRICT;
`,
};
