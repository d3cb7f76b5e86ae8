import { locales } from '../answers/locales.js';
import { parseSources } from '../answers/parseSources.js';
import { makeProcedures, type Procedure } from '../answers/procedures.js';
import { topicIds } from '../answers/renderTopic.js';
import { makeTexts } from '../answers/texts.js';
import { DataError } from '../base/dataError.js';
import { expectations } from '../bot/conversation/readInput.js';
import { blockingCodes, findingCodes } from '../diagnosis/diagnosis.js';
import { parseTree } from '../dialogTree/parseTree.js';
import { inFileOrder, makeProblem, type Problem, type ProblemCode } from '../dialogTree/problem.js';
import { lookupIn, type TextLookup } from '../dialogTree/treeTexts.js';
import { checkDialogs, type DialogCheck } from '../dialogTree/validate/checkDialogs.js';
import { parseQueues } from '../handoff/queues/parseQueues.js';
import { commands } from '../recognizer/signatures.js';
import { checkProcedureTexts } from './checkProcedureTexts.js';
import { declaredFamilies, recognizedFamilies } from './families.js';
import type { KnowledgeFiles } from './knowledgeFiles.js';
import { makeSignatures } from './makeSignatures.js';
import { messageSize } from './messageSize.js';
import { inOneList, readProcedureFiles } from './readProcedures.js';

/** Whoever publishes or serves checks first and loads then, and a check takes as long as the rest of the loading. */
const checks = new WeakMap<KnowledgeFiles, DialogCheck>();

/** Checks everything that authors write against what the house knows: codes, answers, texts of every locale. */
export function checkKnowledge(files: KnowledgeFiles): DialogCheck {
  const known = checks.get(files) ?? checkAll(files);
  checks.set(files, known);
  return known;
}

function checkAll(files: KnowledgeFiles): DialogCheck {
  const trees = files.trees.flatMap(({ file, text }) => parseTree(file, text).source?.tree ?? []);
  const declared = declaredFamilies(trees);
  const read = reading('procedures-invalid', () => readProcedureFiles(files));
  const procedureFiles = read.value ?? [];
  const procedures = inOneList(procedureFiles);
  const signatures = reading('signatures-invalid', () => makeSignatures(files.signatures, declared));
  const sources = reading('sources-invalid', () => parseSources(files.sources.text, files.sources.file));
  const families = signatures.value === null ? declared : recognizedFamilies(signatures.value);
  const texts = lookupIn(files.resources);
  const checked = checkDialogs({
    files: files.trees,
    texts,
    sizeOf: messageSize(makeTexts(files.resources), makeProcedures(procedures)),
    known: {
      families,
      findingCodes,
      blockingFindings: blockingCodes,
      verdicts: ['trusted', 'untrusted', 'unreachable'],
      shows: {
        diagnosis: [],
        changes: [],
        details: [],
        colleague: [],
        prospect: [],
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
  const unworded = procedureFiles.flatMap(({ file, procedures: own }, index) =>
    checkProcedureTexts(file, own, texts, (procedure) =>
      index === 0 ? locales : spokenLocales(texts, procedure),
    ),
  );
  const queues = parseQueues(files.queues.file, files.queues.text, families);
  const others = [
    ...queues.problems,
    ...read.problems,
    ...unworded,
    ...signatures.problems,
    ...sources.problems,
  ];
  return { trees: checked.trees, problems: inFileOrder([...checked.problems, ...others]) };
}

/** An organisation's own procedure may exist in some languages only: those that it has a title in. */
function spokenLocales(texts: TextLookup, { id }: Procedure): readonly string[] {
  const titled = locales.filter((locale) => texts(locale, `procedures:${id}.title`) !== null);
  return titled.length > 0 ? titled : locales;
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
    if (!(error instanceof DataError)) throw error;
    const problems = error.problems.map((problem) =>
      makeProblem(problem.file, problem, code, problem.message, error.mend),
    );
    return { value: null, problems };
  }
}
