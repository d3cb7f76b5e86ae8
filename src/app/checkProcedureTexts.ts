import { LineCounter, type Node, parseDocument } from 'yaml';
import type { Procedure } from '../answers/procedures.js';
import { placeholders } from '../answers/procedureValues.js';
import { makeProblem, type Problem } from '../dialogTree/problem.js';
import type { TextLookup } from '../dialogTree/treeTexts.js';
import type { TextFile } from './knowledgeFiles.js';

/** Every text that a procedure shows is there in every locale that it is to exist in, with values for its placeholders. */
export function checkProcedureTexts(
  { file, text }: TextFile,
  procedures: readonly Procedure[],
  lookup: TextLookup,
  localesOf: (procedure: Procedure) => readonly string[],
): readonly Problem[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false });
  return procedures.flatMap((procedure, index) => {
    const node = document.getIn(['procedures', index], true) as Node | undefined;
    const { line, col: column } = lines.linePos(node?.range?.[0] ?? 0);
    return keysOf(procedure).flatMap((key) => {
      const unknown = unknownPlaceholders(key, localesOf(procedure), lookup);
      if (unknown.length > 0) {
        const message = `The text "${key}" has no value for ${unknown.join(', ')}.`;
        const mend = `A procedure has values for ${placeholders.join(', ')}.`;
        return [makeProblem(file, { line, column }, 'placeholder-mismatch', message, mend)];
      }
      const lacking = localesOf(procedure).filter((locale) => lookup(locale, key) === null);
      if (lacking.length === 0) return [];
      const message = `The text "${key}" is missing in ${lacking.join(', ')}.`;
      const mend = 'Add it to locales/<locale>/procedures.json.';
      return [makeProblem(file, { line, column }, 'missing-text', message, mend)];
    });
  });
}

function unknownPlaceholders(key: string, locales: readonly string[], lookup: TextLookup): readonly string[] {
  const used = locales.flatMap((locale) => [
    ...(lookup(locale, key) ?? '').matchAll(/\{\{([^{}]{0,200})\}\}/g),
  ]);
  const names = used.map(([, inside = '']) => inside.trim());
  return [...new Set(names)].filter((name) => !placeholders.some((known) => known === name));
}

function keysOf({ id, changes, steps }: Procedure): readonly string[] {
  const consequences = changes ? ['affects', 'undo', 'verify'] : [];
  const texts = steps.flatMap((step) => ('text' in step ? [`steps.${step.text}`] : []));
  return ['title', 'where', 'rights', ...consequences, ...texts].map((key) => `procedures:${id}.${key}`);
}
