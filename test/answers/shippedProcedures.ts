import type { Procedure } from '../../src/answers/procedures.js';
import { readShippedKnowledge } from '../../src/app/knowledgeFiles.js';
import { proceduresOf } from '../../src/app/proceduresOf.js';

/** The procedures as they are shipped, their scripts filled in. */
export function shippedProcedures(): readonly Procedure[] {
  return proceduresOf(readShippedKnowledge());
}
