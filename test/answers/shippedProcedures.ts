import type { Procedure } from '../../src/answers/procedures.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { readProcedures } from '../../src/app/readProcedures.js';

/** The procedures as they are shipped, their scripts filled in. */
export function shippedProcedures(): readonly Procedure[] {
  return readProcedures(readShippedKnowledge());
}
