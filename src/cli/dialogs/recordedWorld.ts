import path from 'node:path';
import { readRecordings, type TextFile } from '../../app/knowledgeFiles.js';
import type { TakenLook } from '../../app/takenLook.js';

/** What stands for the world in written conversations. All of it was recorded in one go, so that the keys agree. */
export interface RecordedWorld {
  /** Contoso's own roots, PEM: what PROBE_TRUST_ANCHORS would name. */
  readonly anchors: string;
  /** What each server showed, by the name that a conversation's `server` uses. */
  readonly looks: ReadonlyMap<string, readonly TakenLook[]>;
  /** PEM, by the name that a conversation's `certificate` uses. */
  readonly certificates: ReadonlyMap<string, string>;
  /** Reports of the Router's computer, by the name that a conversation's `report` uses. */
  readonly reports: ReadonlyMap<string, string>;
}

/** What comes with the product. */
export function readRecordedWorld(files: readonly TextFile[] = readRecordings()): RecordedWorld {
  const named = (folder: string) =>
    files
      .filter(({ file }) => path.basename(path.dirname(file)) === folder)
      .map(({ file, text }) => [path.parse(file).name, text] as const);
  return {
    anchors: named('recordings').find(([name]) => name === 'anchors')?.[1] ?? '',
    looks: new Map(named('looks').map(([name, text]) => [name, JSON.parse(text) as TakenLook[]])),
    certificates: new Map(named('certificates')),
    reports: new Map(named('reports')),
  };
}
