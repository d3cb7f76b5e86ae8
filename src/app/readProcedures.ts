import path from 'node:path';
import { parseProcedures, type Scripts } from '../answers/parseProcedures.js';
import type { Procedure } from '../answers/procedures.js';
import type { KnowledgeFiles, TextFile } from './knowledgeFiles.js';
import { readEach } from './readEach.js';

type ProcedureFiles = Pick<KnowledgeFiles, 'procedures' | 'scripts'>;

interface ProcedureFile {
  readonly file: TextFile;
  readonly procedures: readonly Procedure[];
}

/** All procedures with their scripts filled in, in the order in which they are offered. Throws DataError `procedures-invalid`. */
export function readProcedures(files: ProcedureFiles): readonly Procedure[] {
  return inOneList(readProcedureFiles(files));
}

/** A procedure of a later file takes the place of one of the same id. */
export function inOneList(read: readonly ProcedureFile[]): readonly Procedure[] {
  const all = read.flatMap(({ procedures }) => procedures);
  return [...new Map(all.map((procedure) => [procedure.id, procedure])).values()];
}

/** The same file by file. Throws DataError `procedures-invalid` with the problems of all. */
export function readProcedureFiles({ procedures, scripts }: ProcedureFiles): readonly ProcedureFile[] {
  const named: Scripts = new Map(
    scripts.map(({ file, text }) => [path.basename(file, '.ps1'), text.trimEnd()]),
  );
  return readEach(procedures, (file) => ({
    file,
    procedures: parseProcedures(file.text, file.file, named),
  }));
}
