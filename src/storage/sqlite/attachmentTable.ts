import type { DatabaseSync } from 'node:sqlite';
import type { AttachmentRoom, AttachmentsSaved, ConversationKey, KeptAttachment } from '../storage.js';

export interface AttachmentTable {
  save(
    conversation: ConversationKey,
    attachments: readonly KeptAttachment[],
    room: AttachmentRoom,
    at: string,
  ): AttachmentsSaved;
  read(conversation: ConversationKey, id: string): KeptAttachment | null;
  ids(conversation: ConversationKey): readonly string[];
  removeBefore(instant: string, limit: number): number;
}

export function createAttachmentTable(database: DatabaseSync): AttachmentTable {
  const known = database.prepare('SELECT 1 FROM attachment WHERE conversation = ? AND id = ?');
  const inConversation = database.prepare(
    'SELECT coalesce(sum(size), 0) AS size FROM attachment WHERE conversation = ?',
  );
  const inAll = database.prepare('SELECT coalesce(sum(size), 0) AS size FROM attachment');
  const insert = database.prepare('INSERT INTO attachment VALUES (?, ?, ?, ?, ?, ?)');
  const read = database.prepare('SELECT name, bytes FROM attachment WHERE conversation = ? AND id = ?');
  const ids = database.prepare('SELECT id FROM attachment WHERE conversation = ? ORDER BY at, rowid');
  const removeBefore = database.prepare(
    'DELETE FROM attachment WHERE rowid IN (SELECT rowid FROM attachment WHERE at < ? LIMIT ?)',
  );
  return {
    save(conversation, attachments, room, at) {
      const fresh = attachments.filter(({ id }) => known.get(conversation, id) === undefined);
      const size = fresh.reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (fresh.length === 0) return 'saved';
      if (Number(inConversation.get(conversation)?.['size']) + size > room.inConversation)
        return 'conversation-full';
      if (Number(inAll.get()?.['size']) + size > room.inAll) return 'storage-full';
      for (const { id, name, bytes } of fresh) insert.run(conversation, id, name, bytes.length, at, bytes);
      return 'saved';
    },
    read(conversation, id) {
      const row = read.get(conversation, id);
      return row ? { id, name: String(row['name']), bytes: Buffer.from(row['bytes'] as Uint8Array) } : null;
    },
    ids: (conversation) => ids.all(conversation).map(({ id }) => String(id)),
    removeBefore: (instant, limit) => Number(removeBefore.run(instant, limit).changes),
  };
}
