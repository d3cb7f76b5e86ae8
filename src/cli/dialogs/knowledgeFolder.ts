import { statSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../app/knowledgeFiles.js';
import type { CliIo } from '../cliIo.js';
import { usageError } from '../usageError.js';

/**
 * KNOWLEDGE_DIR; null when it is not set. A misspelt folder must not pass for one without articles.
 *
 * @throws CodedError `usage` when it is no folder
 */
export function knowledgeFolder(env: CliIo['env']): string | null {
  const folder = namedFolder(env);
  if (folder === null || kindOf(folder) === 'folder') return folder;
  throw usageError(`KNOWLEDGE_DIR: there is no folder ${folder}`, 'Make it, or correct the setting.');
}

/**
 * KNOWLEDGE_DIR for an action that can't do without; `new` makes the folder.
 *
 * @throws CodedError `usage` when KNOWLEDGE_DIR is not set, is the product itself or is no folder
 */
export function requireFolder(env: CliIo['env'], action: string): string {
  const named = namedFolder(env);
  const isNew = action === 'new' && named !== null && kindOf(named) === 'nothing';
  const folder = isNew ? named : knowledgeFolder(env);
  if (folder !== null && path.resolve(folder) !== projectRoot) return folder;
  throw usageError(
    `dialogs ${action} works on your own knowledge, and KNOWLEDGE_DIR names no folder for it`,
    'Set it to a folder outside the product, in the environment or in .env.',
  );
}

function namedFolder(env: CliIo['env']): string | null {
  return env['KNOWLEDGE_DIR']?.trim() || null;
}

function kindOf(folder: string): 'folder' | 'nothing' | 'other' {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  return found.isDirectory() ? 'folder' : 'other';
}
