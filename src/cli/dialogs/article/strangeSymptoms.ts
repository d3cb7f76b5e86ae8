import { makeSignatures } from '../../../app/makeSignatures.js';
import type { OwnCheck } from '../../../app/own/checkOwn.js';
import type { DataProblem } from '../../../base/dataError.js';
import { makeErrorRecognizer } from '../../../recognizer/recognizeError.js';
import type { WrittenArticle } from './readArticle.js';

/** Error texts of an article that would be taken for something else. */
export function strangeSymptoms(
  file: string,
  { symptoms }: WrittenArticle,
  family: string,
  { files }: OwnCheck,
): readonly DataProblem[] {
  const { recognizeError } = makeErrorRecognizer(makeSignatures(files.signatures));
  return symptoms.flatMap(({ line, text }) => {
    const found = recognizeError(text).family;
    if (found === family) return [];
    const as = found === null ? 'is not recognised' : `is taken for "${found}", which another tree answers`;
    return [{ file, line, column: 1, message: `This error text ${as}; quote what this error alone says.` }];
  });
}
