import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openSqliteStorage } from '../storage/sqlite/sqliteStorage.js';
import type { Storage } from '../storage/storage.js';
import type { Settings } from './settingsSpec.js';

/** The database that the settings name, made when it is not there yet. Throws what openSqliteStorage throws. */
export function openStorage({ DATABASE_URL, DATA_DIR }: Settings): Storage {
  const file =
    DATABASE_URL === null ? path.join(DATA_DIR, 'trustdesk.sqlite') : DATABASE_URL.slice('sqlite:'.length);
  if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  return openSqliteStorage(file);
}
