import { locales } from '../answers/locales.js';
import { parseProcedures } from '../answers/parseProcedures.js';
import { topicIds } from '../answers/renderTopic.js';
import { expectations } from '../bot/conversation/readInput.js';
import { findingCodes } from '../diagnosis/diagnosis.js';
import { lookupIn } from '../dialogTree/treeTexts.js';
import { checkDialogs, type DialogCheck } from '../dialogTree/validate/checkDialogs.js';
import { errorFamilies } from '../recognizer/errorMatch.js';
import { commands } from '../recognizer/signatures.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';

/** Checks all dialog trees against what the house knows: codes, answers, texts of every locale. */
export function checkKnowledge({ trees, procedures, resources }: KnowledgeFiles): DialogCheck {
  return checkDialogs({
    files: trees,
    texts: lookupIn(resources),
    known: {
      families: errorFamilies,
      findingCodes,
      verdicts: ['trusted', 'untrusted', 'unreachable'],
      shows: {
        diagnosis: [],
        changes: [],
        details: [],
        colleague: [],
        prospect: [],
        procedure: parseProcedures(procedures.text, procedures.file).map(({ id }) => id),
        topic: topicIds,
      },
      expects: expectations,
      commands,
      locales,
    },
  });
}
