import { makeProblem, type Problem } from '../../dialogTree/problem.js';
import { makeErrorRecognizer } from '../../recognizer/recognizeError.js';
import type { KnowledgeFiles } from '../knowledgeFiles.js';
import { makeSignatures } from '../makeSignatures.js';
import { type OwnFiles, ofKind } from './ownFiles.js';

/** A signature that takes one error mostly takes many. */
const mostTold = 10;

/**
 * Error sentences that the product answers and that an own signature now takes for another family: told in the signature
 * file that names it, the first ten. Own signatures must have been checked.
 */
export function takenErrors(shipped: KnowledgeFiles, own: OwnFiles): readonly Problem[] {
  const files = ofKind(own, 'signatures');
  if (files.length === 0) return [];
  const known = makeSignatures(shipped.signatures);
  const before = makeErrorRecognizer(known);
  const after = makeErrorRecognizer(makeSignatures([...shipped.signatures, ...files]));
  const taken = known.sentences.flatMap(({ text }) => {
    const [was, is] = [before.recognizeError(text).family, after.recognizeError(text).family];
    if (was === null || was === is) return [];
    const file = files.find((one) => is !== null && one.text.includes(is)) ?? files[0];
    const message = `"${text}" was recognised as ${was}, and is now taken for ${is ?? 'nothing'}.`;
    const mend = 'Word the signature more closely, so that only your own error fits it.';
    return [makeProblem(file?.file ?? '', { line: 1, column: 1 }, 'taken-error', message, mend)];
  });
  return taken.slice(0, mostTold);
}
