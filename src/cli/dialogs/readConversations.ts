import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { TextFile } from '../../app/knowledgeFiles.js';
import { inputError } from '../usageError.js';

/**
 * The conversation files among these paths, folders opened one level deep; named as seen from the current folder.
 * Throws CodedError `input-unreadable`.
 */
export async function readConversations(paths: readonly string[]): Promise<readonly TextFile[]> {
  const files = await Promise.all(paths.map(filesAt));
  return Promise.all([...new Set(files.flat())].map(async (file) => ({ file, text: await textOf(file) })));
}

async function filesAt(given: string): Promise<readonly string[]> {
  const file = path.relative('', given) || '.';
  try {
    if (!(await stat(file)).isDirectory()) return [file];
    const names = (await readdir(file)).filter((name) => /\.ya?ml$/.test(name)).sort();
    return names.map((name) => path.join(file, name));
  } catch (error) {
    throw unreadable(given, error);
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Error {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return inputError(
    `${file} cannot be read (${code})`,
    'Give the path of a conversation file or a folder.',
    error,
  );
}
