import type { Condition } from '../tree.js';
import type { DrawingWords } from './drawingWords.js';

/** A condition in words; codes and facts stay as they are written in the tree. */
export function conditionText(when: Condition, words: DrawingWords): string {
  const { verdict, primary, any, all } = when;
  const parts = [
    verdict && words.label('conditions.verdict', { values: [verdict].flat().join(', ') }),
    primary && words.label('conditions.primary', { values: [primary].flat().join(', ') }),
    any && findings('conditions.any', any, words),
    all && findings('conditions.all', all, words),
    when.fact !== undefined && factText(when.fact, when, words),
  ];
  return parts.filter(Boolean).join('; ');
}

function findings(several: string, codes: readonly string[], words: DrawingWords): string {
  return words.label(codes.length === 1 ? 'conditions.finding' : several, { values: codes.join(', ') });
}

function factText(fact: string, { equals, in: values, exists }: Condition, words: DrawingWords): string {
  if (equals !== undefined) return `${fact} = ${equals}`;
  if (values !== undefined) return words.label('conditions.in', { fact, values: values.join(', ') });
  return words.label((exists ?? true) ? 'conditions.known' : 'conditions.unknown', { fact });
}
