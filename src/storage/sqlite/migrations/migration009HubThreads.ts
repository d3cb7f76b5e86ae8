import type { Migration } from './migration.js';

/** Where a hub keeps its talk about a case, so that an answer in a thread is known for the case's. */
export const migration009HubThreads: Migration = {
  version: 9,
  sql: `
CREATE TABLE hub_thread (
  case_id TEXT NOT NULL,
  hub TEXT NOT NULL,
  thread TEXT NOT NULL,
  PRIMARY KEY (case_id, hub)
) WITHOUT ROWID, STRICT;
CREATE UNIQUE INDEX thread_of_hub ON hub_thread (hub, thread);
`,
};
