import type { DatabaseSync } from 'node:sqlite';
import type { JsonObject } from '../../base/json.js';
import type { ConversationKey, PersonChange, PersonRecord } from '../storage.js';

/** BotState's documents and what is known of a person. */
export interface StateTable {
  write(conversation: ConversationKey, key: string, value: JsonObject | null): void;
  read(keys: readonly string[]): ReadonlyMap<string, JsonObject>;
  changePerson(change: PersonChange): void;
  readPerson(personKey: string): PersonRecord | null;
}

export function createStateTable(database: DatabaseSync): StateTable {
  const write = database.prepare(
    'INSERT INTO bot_state VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const remove = database.prepare('DELETE FROM bot_state WHERE key = ?');
  const read = database.prepare('SELECT value FROM bot_state WHERE key = ?');
  const changePerson = database.prepare(
    `INSERT INTO person (person_key, locale, looks) VALUES (?, ?, ?) ON CONFLICT (person_key) DO UPDATE
      SET locale = coalesce(excluded.locale, locale), looks = coalesce(excluded.looks, looks)`,
  );
  const readPerson = database.prepare('SELECT locale, looks FROM person WHERE person_key = ?');
  return {
    write(conversation, key, value) {
      if (value === null) remove.run(key);
      else write.run(key, conversation, JSON.stringify(value));
    },
    read(keys) {
      const found = new Map<string, JsonObject>();
      for (const key of keys) {
        const row = read.get(key);
        if (row) found.set(key, JSON.parse(String(row['value'])));
      }
      return found;
    },
    changePerson(change) {
      const looks = change.looks ? JSON.stringify(change.looks) : null;
      changePerson.run(change.personKey, change.locale ?? null, looks);
    },
    readPerson(key) {
      const row = readPerson.get(key);
      if (!row) return null;
      return {
        locale: row['locale'] === null ? null : String(row['locale']),
        looks: row['looks'] === null ? [] : JSON.parse(String(row['looks'])),
      };
    },
  };
}
