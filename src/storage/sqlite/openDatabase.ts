import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CodedError } from '../../base/codedError.js';
import { migrations } from './migrations/migrations.js';

const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/**
 * Opens (and makes) the database file, checks it and brings its schema up to date.
 * Throws CodedError `database-unopenable`, `database-corrupt`, `database-too-new`.
 */
export function openDatabase(file: string): DatabaseSync {
  const database = openFile(file);
  try {
    prepare(database, file);
    return database;
  } catch (error) {
    database.close();
    throw readableError(error, file);
  }
}

function openFile(file: string): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return new DatabaseSync(file, { timeout: 2000 });
  } catch (error) {
    throw readableError(error, file);
  }
}

function prepare(database: DatabaseSync, file: string): void {
  // WAL with NORMAL: what is committed survives the death of the process at any moment; a power cut may take the
  // last transactions, never the file's integrity (https://www.sqlite.org/pragma.html#pragma_synchronous).
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  // A checkpoint makes every conversation wait for the disk, so it comes after 16 MB of log and not after 4.
  database.exec('PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768; PRAGMA secure_delete = ON;');
  const check = database.prepare('PRAGMA quick_check(1)').get();
  if (check?.['quick_check'] !== 'ok') throw corruptError(file, String(check?.['quick_check']));
  migrate(database, file);
}

function migrate(database: DatabaseSync, file: string): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new CodedError(
      'database-too-new',
      `${file} has schema version ${version}, this release knows versions up to ${newest}`,
      'Start the newer release that wrote the file, or restore the copy made before the upgrade.',
    );
  }
  for (const migration of migrations.filter((step) => step.version > version)) {
    database.exec(`BEGIN IMMEDIATE; ${migration.sql}; PRAGMA user_version = ${migration.version}; COMMIT;`);
  }
}

function readableError(error: unknown, file: string): unknown {
  if (error instanceof CodedError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const primaryCode = Number((error as { errcode?: number }).errcode) & 0xff;
  if (primaryCode === SQLITE_CORRUPT || primaryCode === SQLITE_NOTADB)
    return corruptError(file, reason, error);
  return new CodedError(
    'database-unopenable',
    `cannot open the database ${file}: ${reason}`,
    'Check that the folder exists, that this account may write to it and that the disk is not full.',
    { cause: error },
  );
}

function corruptError(file: string, reason: string, cause?: unknown): CodedError {
  return new CodedError(
    'database-corrupt',
    `${file} is not a usable SQLite database: ${reason}`,
    `Restore ${file} from a backup, or move it and its -wal and -shm files away to start with an empty one.`,
    { cause },
  );
}
