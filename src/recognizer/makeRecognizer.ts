import type { RecognizedError } from './errorMatch.js';
import { makeRecognizeCommand, type RecognizeCommand } from './recognizeCommand.js';
import { makeErrorRecognizer } from './recognizeError.js';
import type { Signatures } from './signatures.js';

export interface Recognizer {
  /** Names the error that a text holds, and which profile failed. `family` is null when it is not sure. */
  recognizeError(text: string): RecognizedError;
  /** The interruption that a short utterance is, such as help or a human; null for anything else. */
  readonly recognizeCommand: RecognizeCommand;
}

/**
 * Builds the recognizer from the files of dialogs/signatures (readSignatures each, then mergeSignatures). Pure: the
 * same text always reads the same. Building takes some 100 ms, so build it once.
 */
export function makeRecognizer(signatures: Signatures): Recognizer {
  const { recognizeError } = makeErrorRecognizer(signatures);
  return { recognizeError, recognizeCommand: makeRecognizeCommand(signatures.commands) };
}
