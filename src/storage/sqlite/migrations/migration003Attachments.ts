import type { Migration } from './migration.js';

/** Files that people sent. Both indexes answer without reading the pages that hold the bytes. */
export const migration003Attachments: Migration = {
  version: 3,
  sql: `
CREATE TABLE attachment (
  conversation TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  at TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (conversation, id)
) STRICT;
CREATE INDEX attachment_size ON attachment (conversation, size);
CREATE INDEX attachment_at ON attachment (at);
`,
};
