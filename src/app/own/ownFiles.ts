import type { Problem } from '../../dialogTree/problem.js';

/** One file of an organisation's knowledge. */
export interface OwnFile {
  /** Inside the folder, with `/` between its parts: `dialogs/contoso-vpn.yaml`. */
  readonly path: string;
  /** As problems name it. */
  readonly file: string;
  readonly text: string;
}

/** An organisation's knowledge as its authors write it: what KNOWLEDGE_DIR or one of its releases holds. */
export interface OwnFiles {
  readonly files: readonly OwnFile[];
  /** What could not be read, or is not read. */
  readonly problems: readonly Problem[];
}

export const noOwnFiles: OwnFiles = { files: [], problems: [] };

/** What a file is by its place; `article` is the id of the tree that it belongs to. */
export interface OwnPlace {
  readonly kind: 'tree' | 'procedures' | 'signatures' | 'texts' | 'treeTexts' | 'conversation' | 'queues';
  /** Null for what serves more than one article. */
  readonly article: string | null;
  readonly locale: string | null;
}

/** It lies at the top of the folder. */
export const queuesFileName = 'queues.yaml';

const places: readonly (readonly [RegExp, OwnPlace['kind']])[] = [
  [/^queues\.yaml$/, 'queues'],
  [/^dialogs\/procedures\.yaml$/, 'procedures'],
  [/^dialogs\/(?<article>[^/]+)\.yaml$/, 'tree'],
  [/^dialogs\/signatures\/(?<article>[^/]+)\.yaml$/, 'signatures'],
  [/^locales\/(?<locale>[^/]+)\/[^/]+\.json$/, 'texts'],
  [/^locales\/(?<locale>[^/]+)\/trees\/(?<article>[^/]+)\.json$/, 'treeTexts'],
  [/^conversations\/(?<article>[^/.]+)[^/]*\.yaml$/, 'conversation'],
];

/** An article is its tree and the files that bear its name. Null for a path that holds nothing of ours. */
export function placeOf(path: string): OwnPlace | null {
  for (const [pattern, kind] of places) {
    const match = pattern.exec(path);
    if (match === null) continue;
    const { article = null, locale = null } = match.groups ?? {};
    return { kind, article, locale };
  }
  return null;
}

/** The files of a kind, in the order of their names. */
export function ofKind(own: OwnFiles, kind: OwnPlace['kind']): readonly OwnFile[] {
  return own.files.filter(({ path }) => placeOf(path)?.kind === kind);
}

export function keepFiles(own: OwnFiles, keep: (file: OwnFile) => boolean): OwnFiles {
  return { ...own, files: own.files.filter(keep) };
}
