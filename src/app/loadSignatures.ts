import { mergeSignatures, readSignatures } from '../recognizer/readSignatures.js';
import type { Signatures } from '../recognizer/signatures.js';
import { readSignatureFiles } from './projectFiles.js';

/** All error signatures and command words. Throws CodedError naming the file and place that is wrong. */
export function loadSignatures(): Signatures {
  return mergeSignatures(readSignatureFiles().map(({ file, text }) => readSignatures(text, file)));
}
