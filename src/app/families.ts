import type { Tree } from '../dialogTree/tree.js';
import { errorFamilies } from '../recognizer/errorMatch.js';
import type { Signatures } from '../recognizer/signatures.js';

/** What signatures may name: the shipped families, and those that an organisation's own trees declare. */
export function declaredFamilies(trees: readonly Tree[]): readonly string[] {
  return [...new Set([...errorFamilies, ...trees.flatMap(({ families = [] }) => families)])];
}

/** What trees may answer: the shipped families, and those that some signature leads to. */
export function recognizedFamilies({ signals, sentences, rules }: Signatures): readonly string[] {
  const named = [...signals, ...sentences, ...rules].map(({ family }) => family);
  return [...new Set([...errorFamilies, ...named.filter((family) => family !== 'none')])];
}
