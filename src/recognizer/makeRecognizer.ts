import { type DetectedLanguage, makeDetectLanguage } from './detectLanguage.js';
import type { RecognizedError } from './errorMatch.js';
import { matchChoice } from './matchChoice.js';
import { makeReadReportedCertificate, type ReadReportedCertificate } from './readReportedCertificate.js';
import { makeRecognizeCommand, type RecognizeCommand } from './recognizeCommand.js';
import { makeErrorRecognizer } from './recognizeError.js';
import type { Signatures } from './signatures.js';
import { makeSplitPaste, type SplitPasteOf } from './splitPaste.js';

const spokenLocales = ['en', 'fr', 'vi'];

export interface Recognizer {
  /** Names the error that a text holds, and which profile failed. `family` is null when it is not sure. */
  recognizeError(text: string): RecognizedError;
  /** The interruption that a short utterance is, such as help or a human; null for anything else. */
  readonly recognizeCommand: RecognizeCommand;
  /** The language of the person's own sentences in a message; what they pasted does not count. */
  detectLanguage(text: string, supported?: readonly string[]): DetectedLanguage;
  /** Which of the choices a person typed; its index, or null. */
  readonly matchChoice: typeof matchChoice;
  /** What a person typed back about the certificate that their browser showed. */
  readonly readReportedCertificate: ReadReportedCertificate;
  /** Parts a message into the person's own words and what they pasted. */
  readonly splitPaste: SplitPasteOf;
  /** True when a message is a paste without a word of the person's own. */
  isOnlyErrorText(text: string): boolean;
}

/**
 * Builds the recognizer from the files of dialogs/signatures (readSignatures each, then mergeSignatures). Pure: the
 * same text always reads the same. Building takes some 100 ms, so build it once.
 */
export function makeRecognizer(signatures: Signatures): Recognizer {
  const { recognizeError, findErrorStretches } = makeErrorRecognizer(signatures);
  const detectOwn = makeDetectLanguage(signatures.languages);
  const locales = [...new Set(signatures.languages.map(({ locale }) => locale))];
  const splitPaste = makeSplitPaste(findErrorStretches, (own) => detectOwn(own, locales).sure);
  return {
    recognizeError,
    recognizeCommand: makeRecognizeCommand(signatures.commands),
    detectLanguage: (text, supported = spokenLocales) => detectOwn(splitPaste(text).own, supported),
    matchChoice,
    readReportedCertificate: makeReadReportedCertificate(signatures.certificateLabels),
    splitPaste,
    isOnlyErrorText(text) {
      const { own, pasted } = splitPaste(text);
      return own === '' && pasted !== '';
    },
  };
}
