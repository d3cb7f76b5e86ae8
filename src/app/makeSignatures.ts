import { mergeSignatures, readSignatures } from '../recognizer/readSignatures.js';
import type { Signatures } from '../recognizer/signatures.js';
import type { TextFile } from './knowledgeFiles.js';
import { readEach } from './readEach.js';

/**
 * All error signatures and command words of these files. Throws DataError with every place that is wrong.
 *
 * @param families the families that they may name; any when absent, for signatures that have been checked
 */
export function makeSignatures(
  files: readonly TextFile[],
  families: readonly string[] | null = null,
): Signatures {
  const parts = readEach(files, ({ file, text }) => ({ file, ...readSignatures(text, file, families) }));
  return mergeSignatures(parts);
}
