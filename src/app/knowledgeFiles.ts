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

/** Everything the bot knows, as its authors write it: the contents of `dialogs/` and `locales/`. */
export interface KnowledgeFiles {
  /** Dialog trees, one a file. */
  readonly trees: readonly TextFile[];
  /** The shipped file first; a procedure of a later one takes the place of one of the same id. */
  readonly procedures: readonly TextFile[];
  /** What procedures have people run, one script a file. */
  readonly scripts: readonly TextFile[];
  /** What causes, resolutions and topics rest on. */
  readonly sources: TextFile;
  /** Who answers when people ask for a human, and when. */
  readonly queues: TextFile;
  /** Error signatures and command words. */
  readonly signatures: readonly TextFile[];
  readonly resources: TextResources;
}

/** Every other YAML file of `dialogs` is a tree. */
const notTrees: readonly string[] = ['procedures.yaml', 'sources.yaml', 'queues.yaml'];

export function readShippedKnowledge(): KnowledgeFiles {
  return {
    trees: readFolder('dialogs', '.yaml').filter(({ file }) => !notTrees.includes(path.basename(file))),
    procedures: [readFile(path.join('dialogs', 'procedures.yaml'))],
    scripts: readFolder(path.join('dialogs', 'scripts'), '.ps1'),
    sources: readSourcesFile(),
    queues: readFile(path.join('dialogs', 'queues.yaml')),
    signatures: readSignatureFiles(),
    resources: readTextResources(),
  };
}

export function readSourcesFile(): TextFile {
  return readFile(path.join('dialogs', 'sources.yaml'));
}

export function readSignatureFiles(): readonly TextFile[] {
  return readFolder(path.join('dialogs', 'signatures'), '.yaml');
}

/** The conversations that the product is tested with; its sources hold them, an installation need not. */
export const shippedConversations = path.join(projectRoot, 'test', 'conversations', 'golden');

/** What was recorded for written conversations: `anchors.pem`, `looks/<server>.json`, `certificates/<name>.pem`, `reports/<name>.txt`. */
export function readRecordings(): readonly TextFile[] {
  const folder = path.join('dialogs', 'recordings');
  return [
    ...readFolder(folder, '.pem'),
    ...readFolder(path.join(folder, 'looks'), '.json'),
    ...readFolder(path.join(folder, 'certificates'), '.pem'),
    ...readFolder(path.join(folder, 'reports'), '.txt'),
  ];
}

/** Every text of every shipped locale. Throws CodedError `locale-unreadable` with the file's name. */
export function readTextResources(): TextResources {
  const entries = locales.map((locale) => [locale, readNamespaces(locale)] as const);
  return Object.fromEntries(entries) as { [locale in Locale]: { [namespace: string]: JsonObject } };
}

/** One file a namespace; a tree's own texts lie in `trees/<tree id>.json`. */
function readNamespaces(locale: Locale): { [namespace: string]: JsonObject } {
  const folder = path.join('locales', locale);
  const files = [...readFolder(folder, '.json'), ...readFolder(path.join(folder, 'trees'), '.json')];
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

function readFolder(folder: string, ending: string): readonly TextFile[] {
  return readdirSync(path.join(projectRoot, folder))
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => readFile(path.join(folder, name)));
}

function readFile(file: string): TextFile {
  return { file, text: readFileSync(path.join(projectRoot, file), 'utf8') };
}
