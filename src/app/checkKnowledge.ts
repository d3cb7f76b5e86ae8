import { locales } from '../answers/locales.js';
import { topicIds } from '../answers/renderTopic.js';
import { DataError } from '../base/dataError.js';
import { expectations } from '../bot/conversation/readInput.js';
import { findingCodes } from '../diagnosis/diagnosis.js';
import { inFileOrder, parseTree } from '../dialogTree/parseTree.js';
import { makeProblem, type Problem, type ProblemCode } from '../dialogTree/problem.js';
import { lookupIn } from '../dialogTree/treeTexts.js';
import { checkDialogs, type DialogCheck } from '../dialogTree/validate/checkDialogs.js';
import { commands } from '../recognizer/signatures.js';
import { declaredFamilies, recognizedFamilies } from './families.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';
import { makeSignatures } from './makeSignatures.js';
import { readProcedures } from './readProcedures.js';

/** Checks everything that authors write against what the house knows: codes, answers, texts of every locale. */
export function checkKnowledge(files: KnowledgeFiles): DialogCheck {
  const parsed = files.trees.map(({ file, text }) => parseTree(file, text).source?.tree ?? []);
  const declared = declaredFamilies(parsed.flat());
  const procedures = reading('procedures-invalid', () => readProcedures(files.procedures));
  const signatures = reading('signatures-invalid', () => makeSignatures(files.signatures, declared));
  const checked = checkDialogs({
    files: files.trees,
    texts: lookupIn(files.resources),
    known: {
      families: signatures.value === null ? declared : recognizedFamilies(signatures.value),
      findingCodes,
      verdicts: ['trusted', 'untrusted', 'unreachable'],
      shows: {
        diagnosis: [],
        changes: [],
        details: [],
        colleague: [],
        procedure: procedures.value?.map(({ id }) => id) ?? [],
        topic: topicIds,
      },
      expects: expectations,
      commands,
      locales,
    },
  });
  const problems = [...checked.problems, ...procedures.problems, ...signatures.problems];
  return { trees: checked.trees, problems: inFileOrder(problems) };
}

interface Reading<Value> {
  readonly value: Value | null;
  readonly problems: readonly Problem[];
}

/** What a reader of files throws at their author, as problems. */
function reading<Value>(code: ProblemCode, read: () => Value): Reading<Value> {
  try {
    return { value: read(), problems: [] };
  } catch (error) {
    if (error instanceof DataError) {
      const problems = error.problems.map((problem) =>
        makeProblem(problem.file, problem, code, problem.message, error.mend),
      );
      return { value: null, problems };
    }
    throw error;
  }
}
