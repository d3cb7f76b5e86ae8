import { parseProcedures } from '../answers/parseProcedures.js';
import type { Procedure } from '../answers/procedures.js';
import type { TextFile } from './knowledgeFiles.js';
import { readEach } from './readEach.js';

/** All procedures, in the order in which they are offered. Throws DataError `procedures-invalid`. */
export function readProcedures(files: readonly TextFile[]): readonly Procedure[] {
  const all = readEach(files, ({ file, text }) => parseProcedures(text, file)).flat();
  return [...new Map(all.map((procedure) => [procedure.id, procedure])).values()];
}
