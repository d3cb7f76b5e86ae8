import path from 'node:path';
import { parseProcedures } from '../answers/parseProcedures.js';
import type { Procedure } from '../answers/procedures.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';

/** The procedures with their scripts filled in. Throws DataError `procedures-invalid`. */
export function proceduresOf({
  procedures,
  scripts,
}: Pick<KnowledgeFiles, 'procedures' | 'scripts'>): readonly Procedure[] {
  const named = scripts.map(({ file, text }) => [path.basename(file, '.ps1'), text.trimEnd()] as const);
  return parseProcedures(procedures.text, procedures.file, new Map(named));
}
