import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Locale, locales } from '../answers/locales.js';
import type { TextResources } from '../answers/texts.js';
import { CodedError } from '../base/codedError.js';
import type { JsonObject } from '../base/json.js';

/** The folder that holds package.json, seen from `src/app` and `dist/app` alike. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..');

export interface TextFile {
  /** Path from the project root, as problems name it. */
  readonly file: string;
  readonly text: string;
}

/** Every text of every shipped locale. Throws CodedError `locale-unreadable` with the file's name. */
export function readTextResources(): TextResources {
  const entries = locales.map((locale) => [locale, readNamespaces(locale)] as const);
  return Object.fromEntries(entries) as { [locale in Locale]: { [namespace: string]: JsonObject } };
}

function readNamespaces(locale: Locale): { [namespace: string]: JsonObject } {
  const files = readFolder(path.join('locales', locale), '.json');
  return Object.fromEntries(
    files.map(({ file, text }) => [path.basename(file, '.json'), parseJson(file, text)]),
  );
}

function parseJson(file: string, text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch (error) {
    throw new CodedError('locale-unreadable', `${file} is not JSON`, 'Correct the file.', { cause: error });
  }
}

/** Dialog trees, one a file: `dialogs/*.yaml` but for the procedures. */
export function readTreeFiles(): readonly TextFile[] {
  return readFolder('dialogs', '.yaml').filter(({ file }) => path.basename(file) !== 'procedures.yaml');
}

export function readProceduresFile(): TextFile {
  return readFile(path.join('dialogs', 'procedures.yaml'));
}

/** Error signatures and command words. */
export function readSignatureFiles(): readonly TextFile[] {
  return readFolder(path.join('dialogs', 'signatures'), '.yaml');
}

function readFolder(folder: string, ending: string): readonly TextFile[] {
  return readdirSync(path.join(projectRoot, folder))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => readFile(path.join(folder, name)));
}

function readFile(file: string): TextFile {
  return { file, text: readFileSync(path.join(projectRoot, file), 'utf8') };
}
