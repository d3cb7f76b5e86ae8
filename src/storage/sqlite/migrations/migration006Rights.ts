import type { Migration } from './migration.js';

/**
 * The audit log, which refuses to be changed; and what retention and erasure go by: from which day to which there is
 * something of a conversation (UTC; a day, so that it is written once a day), and who took part in it.
 */
export const migration006Rights: Migration = {
  version: 6,
  sql: `
CREATE TABLE audit (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  agent_id TEXT,
  agent TEXT NOT NULL,
  action TEXT NOT NULL,
  case_id TEXT,
  detail TEXT
) STRICT;
CREATE UNIQUE INDEX audit_view ON audit (agent_id, case_id, substr(at, 1, 13)) WHERE action = 'viewed';
CREATE INDEX audit_case ON audit (case_id, n) WHERE case_id IS NOT NULL;

CREATE TABLE audit_horizon (kept_from TEXT NOT NULL) STRICT;
INSERT INTO audit_horizon VALUES ('');
CREATE TRIGGER audit_unchanged BEFORE UPDATE ON audit
  BEGIN SELECT raise(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit WHEN old.at >= (SELECT kept_from FROM audit_horizon)
  BEGIN SELECT raise(ABORT, 'the audit log is kept until its time is over'); END;

CREATE TABLE conversation (
  conversation TEXT PRIMARY KEY,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL
) WITHOUT ROWID, STRICT;
CREATE INDEX conversation_first_day ON conversation (first_day, conversation);
CREATE INDEX conversation_last_day ON conversation (last_day, conversation);

CREATE TABLE conversation_person (
  person TEXT NOT NULL,
  conversation TEXT NOT NULL,
  last_day TEXT NOT NULL,
  PRIMARY KEY (person, conversation)
) WITHOUT ROWID, STRICT;
CREATE INDEX person_of_conversation ON conversation_person (conversation);

INSERT INTO conversation
  SELECT conversation, min(substr(at, 1, 10)), max(substr(at, 1, 10)) FROM conversation_log GROUP BY conversation;
INSERT OR IGNORE INTO conversation
  SELECT 'directline/' || conversation_id, substr(created_at, 1, 10), substr(created_at, 1, 10)
  FROM direct_line_conversation;
INSERT INTO conversation_person
  SELECT substr(conversation, 1, instr(conversation, '/')) || json_extract(activity, '$.from.id') AS person,
    conversation, max(substr(at, 1, 10))
  FROM conversation_log
  WHERE direction = 'in' AND json_type(activity, '$.from.id') = 'text' GROUP BY person, conversation;
INSERT OR IGNORE INTO conversation_person
  SELECT 'directline/' || user_id, 'directline/' || conversation_id, substr(created_at, 1, 10)
  FROM direct_line_conversation;

CREATE INDEX outbox_seq ON outbox (conversation, seq);
`,
};
