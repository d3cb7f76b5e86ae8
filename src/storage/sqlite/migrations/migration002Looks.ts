import type { Migration } from './migration.js';

/** A person's latest looks, as a JSON list of instants in ms since 1970. */
export const migration002Looks: Migration = {
  version: 2,
  sql: 'ALTER TABLE person ADD COLUMN looks TEXT',
};
