import type { Migration } from './migration.js';

/** Cases that ended a short while ago, of which somebody is still to be told, are found without reading all of them. */
export const migration008CaseEnds: Migration = {
  version: 8,
  sql: 'CREATE INDEX case_ended ON handoff_case (ended_at) WHERE ended_at IS NOT NULL;',
};
