import type { Migration } from './migration.js';

/** Who speaks in an outgoing message: the bot, or the house. What waited before there were humans is the bot's. */
export const migration007Speakers: Migration = {
  version: 7,
  sql: "ALTER TABLE outbox ADD COLUMN speaker TEXT NOT NULL DEFAULT 'bot'",
};
