import type { DatabaseSync } from 'node:sqlite';
import type { KnownConversation } from '../recordStore.js';
import type { ConversationKey } from '../storage.js';

/** From when to when there is something of a conversation, and who took part; see RecordStore. */
export interface ConversationTable {
  /** Something was written at this instant. */
  seen(conversation: ConversationKey, at: string): void;
  tookPart(conversation: ConversationKey, person: string, at: string): void;
  list(person: string | null, limit: number): readonly KnownConversation[];
  read(conversation: ConversationKey): KnownConversation | null;
}

export function createConversationTable(database: DatabaseSync): ConversationTable {
  // Most of the time it is the same day, and nothing is written.
  const seen = database.prepare(`
    INSERT INTO conversation VALUES (?1, ?2, ?2)
    ON CONFLICT (conversation) DO UPDATE SET last_day = excluded.last_day WHERE last_day < excluded.last_day`);
  const tookPart = database.prepare(`
    INSERT INTO conversation_person VALUES (?, ?, ?)
    ON CONFLICT (person, conversation) DO UPDATE SET last_day = excluded.last_day WHERE last_day < excluded.last_day`);
  const list = database.prepare('SELECT * FROM conversation ORDER BY last_day DESC, conversation LIMIT ?');
  const ofPerson = database.prepare(`
    SELECT c.* FROM conversation_person p JOIN conversation c ON c.conversation = p.conversation
    WHERE p.person = ? ORDER BY c.last_day DESC, c.conversation LIMIT ?`);
  const one = database.prepare('SELECT * FROM conversation WHERE conversation = ?');
  const people = database.prepare(
    'SELECT person FROM conversation_person WHERE conversation = ? ORDER BY person',
  );

  function known(row: Record<string, unknown>): KnownConversation {
    const conversation = String(row['conversation']);
    return {
      conversation,
      firstDay: String(row['first_day']),
      lastDay: String(row['last_day']),
      people: people.all(conversation).map(({ person }) => String(person)),
    };
  }

  return {
    seen(conversation, at) {
      seen.run(conversation, dayOf(at));
    },
    tookPart(conversation, person, at) {
      tookPart.run(person, conversation, dayOf(at));
    },
    list: (person, limit) => (person === null ? list.all(limit) : ofPerson.all(person, limit)).map(known),
    read(conversation) {
      const row = one.get(conversation);
      return row === undefined ? null : known(row);
    },
  };
}

function dayOf(instant: string): string {
  return instant.slice(0, 10);
}
