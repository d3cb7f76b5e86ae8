import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { makeProblem, type Problem } from '../problem.js';

const oneYear = 365 * 24 * 60 * 60 * 1000;

/** Every `reviewed:` day of these YAML files that lies more than a year before `at`; a file that is no YAML has none. */
export function outdatedReviews(
  files: readonly { readonly file: string; readonly text: string }[],
  at: Date,
): readonly Problem[] {
  return files.flatMap(({ file, text }) => {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
    const problems: Problem[] = [];
    visit(document, {
      Pair(_key, { key, value }) {
        if (!isScalar(key) || key.value !== 'reviewed' || !isScalar(value)) return;
        const day = String(value.value);
        // A day that is none is told by the reader of the file.
        if (!(at.getTime() - Date.parse(day) > oneYear)) return;
        const { line, col } = lines.linePos(value.range?.[0] ?? 0);
        const message = `The last review was on ${day}, more than a year ago.`;
        const mend = 'Compare the text with its source again, then write the new day.';
        problems.push(makeProblem(file, { line, column: col }, 'outdated-review', message, mend));
      },
    });
    return problems;
  });
}
