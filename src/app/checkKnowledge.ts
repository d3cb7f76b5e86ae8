import { locales } from '../answers/locales.js';
import { parseSources } from '../answers/parseSources.js';
import { makeProcedures, type Procedure } from '../answers/procedures.js';
import { topicIds } from '../answers/renderTopic.js';
import { makeTexts } from '../answers/texts.js';
import { DataError } from '../base/dataError.js';
import { expectations } from '../bot/conversation/readInput.js';
import { blockingCodes, findingCodes } from '../diagnosis/diagnosis.js';
import { inFileOrder, makeProblem, type Problem, type ProblemCode } from '../dialogTree/problem.js';
import { lookupIn } from '../dialogTree/treeTexts.js';
import { checkDialogs, type DialogCheck } from '../dialogTree/validate/checkDialogs.js';
import { errorFamilies } from '../recognizer/errorMatch.js';
import { commands } from '../recognizer/signatures.js';
import { checkProcedureTexts } from './checkProcedureTexts.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';
import { makeSignatures } from './makeSignatures.js';
import { messageSize } from './messageSize.js';
import { proceduresOf } from './proceduresOf.js';

/** Checks everything that authors write against what the house knows: codes, answers, texts of every locale. */
export function checkKnowledge(files: KnowledgeFiles): DialogCheck {
  const { procedures, problems } = readProcedures(files);
  const texts = lookupIn(files.resources);
  const checked = checkDialogs({
    files: files.trees,
    texts,
    sizeOf: messageSize(makeTexts(files.resources), makeProcedures(procedures)),
    known: {
      families: errorFamilies,
      findingCodes,
      blockingFindings: blockingCodes,
      verdicts: ['trusted', 'untrusted', 'unreachable'],
      shows: {
        diagnosis: [],
        changes: [],
        details: [],
        colleague: [],
        http: [],
        'exchange-online': [],
        procedure: procedures.map(({ id }) => id),
        topic: topicIds,
      },
      expects: expectations,
      commands,
      locales,
    },
  });
  const others = [
    ...problems,
    ...checkProcedureTexts(files.procedures, procedures, texts, locales),
    ...problemsOf('signatures-invalid', () => makeSignatures(files.signatures)),
    ...problemsOf('sources-invalid', () => parseSources(files.sources.text, files.sources.file)),
  ];
  return { trees: checked.trees, problems: inFileOrder([...checked.problems, ...others]) };
}

function readProcedures(files: KnowledgeFiles) {
  let procedures: readonly Procedure[] = [];
  const problems = problemsOf('procedures-invalid', () => {
    procedures = proceduresOf(files);
  });
  return { procedures, problems };
}

/** What a reader of a file throws at its author, as problems. */
function problemsOf(code: ProblemCode, read: () => unknown): readonly Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    return error.problems.map((problem) =>
      makeProblem(problem.file, problem, code, problem.message, error.mend),
    );
  }
}
