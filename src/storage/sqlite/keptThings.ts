import type { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '../../base/json.js';

/** Things written once and never changed: tree versions and our own secrets. */
export interface KeptThings {
  saveTreeVersion(id: string, content: JsonObject, at: string): void;
  readTreeVersion(id: string): JsonObject | null;
  keepSecret(name: string, candidate: string): string;
}

export function createKeptThings(database: DatabaseSync): KeptThings {
  const saveTree = database.prepare(
    'INSERT INTO tree_version VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
  );
  const readTree = database.prepare('SELECT content FROM tree_version WHERE id = ?');
  const keep = database.prepare('INSERT INTO secret VALUES (?, ?) ON CONFLICT DO NOTHING');
  const readSecret = database.prepare('SELECT value FROM secret WHERE name = ?');
  return {
    saveTreeVersion(id, content, at) {
      saveTree.run(id, JSON.stringify(content), at);
    },
    readTreeVersion(id) {
      const row = readTree.get(id);
      return row ? JSON.parse(String(row['content'])) : null;
    },
    keepSecret(name, candidate) {
      keep.run(name, candidate);
      return String(readSecret.get(name)?.['value']);
    },
  };
}
