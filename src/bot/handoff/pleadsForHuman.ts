import type { Recognizer } from '../../recognizer/makeRecognizer.js';

/** A longer text is a story or a paste, whatever one of its sentences asks for. */
const longest = 400;
const mostClauses = 12;
/** "Agent" or "support" alone between two commas may be anything. */
const fewestWords = 3;

/** What stands between a wish and its reason. */
const seams =
  /[.!?;,:\n]+|\s(?:because|about|as|since|so|car|parce que|puisque|pour|au sujet|à propos|vì|về|để)\s/iu;

/** Whether a text asks for a human among other things: "this leads nowhere, let me talk to someone". */
export function pleadsForHuman(
  { recognizeCommand }: Pick<Recognizer, 'recognizeCommand'>,
  text: string,
): boolean {
  if (text.length > longest) return false;
  return text
    .split(seams, mostClauses)
    .filter((clause) => clause.trim().split(/\s+/).length >= fewestWords)
    .some((clause) => recognizeCommand(clause)?.command === 'human');
}
