import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { locales } from '../../answers/locales.js';
import { makeProblem, type Problem, type ProblemCode } from '../../dialogTree/problem.js';
import { type OwnFile, type OwnFiles, placeOf, queuesFileName } from './ownFiles.js';

/** What one organisation's knowledge may hold. */
export const ownLimits = { files: 2_000, fileBytes: 1024 * 1024, bytes: 32 * 1024 * 1024 } as const;
/** locales/<locale>/trees/<file> is the deepest. */
const deepest = 4;
/** For editors, and what a conversation attaches. */
const elsewhereRead = /\.schema\.json$|^conversations\/files\//;
const tops: readonly string[] = ['dialogs', 'locales', 'conversations', queuesFileName];

/**
 * Reads the folder of an organisation's knowledge. A folder that lacks parts, or is not there, holds less; what can't be
 * read is told among the problems. Links are followed inside the folder only.
 */
export async function readOwnFiles(folder: string): Promise<OwnFiles> {
  const walk: Walk = { folder, root: await rootOf(folder), files: [], problems: [], bytes: 0 };
  await readInto(walk, '');
  return { files: walk.files, problems: walk.problems };
}

interface Walk {
  readonly folder: string;
  readonly root: string;
  readonly files: OwnFile[];
  readonly problems: Problem[];
  bytes: number;
}

async function rootOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    return path.resolve(folder);
  }
}

async function readInto(walk: Walk, inside: string): Promise<void> {
  for (const entry of await entriesOf(walk, inside)) {
    // Editors and version control keep their own things beside the files.
    if (entry.name.startsWith('.') || entry.name.endsWith('~')) continue;
    if (inside === '' && !tops.includes(entry.name)) continue;
    const own = inside === '' ? entry.name : `${inside}/${entry.name}`;
    const target = await targetOf(walk, own, entry);
    if (target === null) continue;
    if (target === 'file') await readOwnFile(walk, own);
    else if (own.split('/').length < deepest) await readInto(walk, own);
  }
}

async function entriesOf({ folder, problems }: Walk, inside: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(path.join(folder, inside), { withFileTypes: true });
    return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') problems.push(unreadable(path.join(folder, inside), error));
    return [];
  }
}

async function targetOf(walk: Walk, own: string, entry: Dirent): Promise<'file' | 'folder' | null> {
  if (!entry.isSymbolicLink()) return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : null;
  const file = path.join(walk.folder, own);
  try {
    const target = await realpath(file);
    if (leadsOut(path.relative(walk.root, target))) {
      const message = 'This link leads out of the folder and is not followed.';
      walk.problems.push(atStart(file, 'outside-link', message, 'Put the file itself here.'));
      return null;
    }
    const found = await stat(target);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : null;
  } catch (error) {
    walk.problems.push(unreadable(file, error));
    return null;
  }
}

/** Windows names another drive whole. */
function leadsOut(relative: string): boolean {
  return path.isAbsolute(relative) || relative.split(path.sep)[0] === '..';
}

async function readOwnFile(walk: Walk, own: string): Promise<void> {
  const file = path.join(walk.folder, own);
  const place = placeOf(own);
  const known = place?.locale == null || locales.some((locale) => locale === place.locale);
  if (place === null || !known) {
    if (/\.(ya?ml|json)$/i.test(own) && !elsewhereRead.test(own)) walk.problems.push(unread(file, own));
    return;
  }
  try {
    const refusal = await tooMuch(walk, file);
    if (refusal !== null) {
      walk.problems.push(refusal);
      return;
    }
    const bytes = await readFile(file);
    walk.bytes += bytes.length;
    walk.files.push({ path: own, file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) });
  } catch (error) {
    walk.problems.push(error instanceof TypeError ? notUtf8(file) : unreadable(file, error));
  }
}

async function tooMuch(walk: Walk, file: string): Promise<Problem | null> {
  const size = (await stat(file)).size;
  const { files, fileBytes, bytes } = ownLimits;
  if (size > fileBytes) {
    const message = `The file has ${size} bytes; ${fileBytes} are read at most.`;
    return atStart(file, 'file-too-large', message, 'Split it, or take out what is not needed.');
  }
  if (walk.files.length < files && walk.bytes + size <= bytes) return null;
  const message = `The folder holds more than ${files} files or ${bytes} bytes; this file is not read.`;
  return atStart(file, 'file-too-large', message, 'Take out what is not needed.');
}

function unread(file: string, own: string): Problem {
  const message = `${own} is not read.`;
  const mend = `Files lie in dialogs, dialogs/signatures, locales/<${locales.join('|')}>, locales/<locale>/trees and conversations, queues.yaml at the top; YAML ends in .yaml.`;
  return atStart(file, 'unread-file', message, mend);
}

function notUtf8(file: string): Problem {
  return atStart(file, 'unreadable-file', 'The file is not UTF-8.', 'Save it as UTF-8.');
}

function unreadable(file: string, error: unknown): Problem {
  const why = (error as NodeJS.ErrnoException).code ?? String(error);
  return atStart(
    file,
    'unreadable-file',
    `This can't be read (${why}).`,
    'Give the server the right to read it.',
  );
}

function atStart(file: string, code: ProblemCode, message: string, mend: string): Problem {
  return makeProblem(file, { line: 1, column: 1 }, code, message, mend);
}
