import { writeFile } from 'node:fs/promises';
import type { PlayedFile } from './testDialogs.js';
import { updatedConversation } from './updatedConversation.js';

/** Writes what the bot said into the files that differ; a conversation in which the bot failed stays as it is. */
export async function writeReplies(played: readonly PlayedFile[]): Promise<ReadonlyMap<string, string>> {
  const written = new Map<string, string>();
  for (const { source, said, differences } of played) {
    if (said === null || differences.length === 0) continue;
    if (differences.some(({ code }) => code === 'play-failed')) continue;
    const text = updatedConversation(source.text, said);
    await writeFile(source.file, text);
    written.set(source.file, text);
  }
  return written;
}
