import { LineCounter, type Node, parseDocument } from 'yaml';
import type { Procedure } from '../answers/procedures.js';
import { makeProblem, type Problem } from '../dialogTree/problem.js';
import type { TextLookup } from '../dialogTree/treeTexts.js';
import type { TextFile } from './knowledgeFiles.js';

/** Every text that a procedure shows is there in every locale that it is to exist in. */
export function checkProcedureTexts(
  { file, text }: TextFile,
  procedures: readonly Procedure[],
  lookup: TextLookup,
  localesOf: (procedure: Procedure) => readonly string[],
): readonly Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return procedures.flatMap((procedure, index) => {
    const node = document.getIn(['procedures', index], true) as Node | undefined;
    const { line, col: column } = lines.linePos(node?.range?.[0] ?? 0);
    return keysOf(procedure).flatMap((key) => {
      const lacking = localesOf(procedure).filter((locale) => lookup(locale, key) === null);
      if (lacking.length === 0) return [];
      const message = `The text "${key}" is missing in ${lacking.join(', ')}.`;
      const mend = 'Add it to locales/<locale>/procedures.json.';
      return [makeProblem(file, { line, column }, 'missing-text', message, mend)];
    });
  });
}

function keysOf({ id, changes, steps }: Procedure): readonly string[] {
  const consequences = changes ? ['affects', 'undo', 'verify'] : [];
  const texts = steps.flatMap((step) => ('text' in step ? [`steps.${step.text}`] : []));
  return ['title', 'where', 'rights', ...consequences, ...texts].map((key) => `procedures:${id}.${key}`);
}
