import { mergeSignatures, readSignatures } from '../recognizer/readSignatures.js';
import type { Signatures } from '../recognizer/signatures.js';
import type { TextFile } from './knowledgeFiles.js';

/** All error signatures and command words of these files. Throws CodedError naming the file and place that is wrong. */
export function makeSignatures(files: readonly TextFile[]): Signatures {
  return mergeSignatures(files.map(({ file, text }) => readSignatures(text, file)));
}
