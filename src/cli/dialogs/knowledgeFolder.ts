import path from 'node:path';
import { projectRoot } from '../../app/knowledgeFiles.js';
import type { CliIo } from '../cliIo.js';
import { usageError } from '../usageError.js';

/** KNOWLEDGE_DIR; null when it is not set. */
export function knowledgeFolder(env: CliIo['env']): string | null {
  return env['KNOWLEDGE_DIR']?.trim() || null;
}

/** Throws CodedError `usage` when KNOWLEDGE_DIR is not set. */
export function requireFolder(env: CliIo['env'], action: string): string {
  const folder = knowledgeFolder(env);
  if (folder !== null && path.resolve(folder) !== projectRoot) return folder;
  throw usageError(
    `dialogs ${action} works on your own knowledge, and KNOWLEDGE_DIR names no folder for it`,
    'Set it to a folder outside the product, in the environment or in .env.',
  );
}
