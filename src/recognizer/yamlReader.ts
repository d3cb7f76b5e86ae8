import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { DataError, type DataProblem } from '../base/dataError.js';

/** A mapping, list or text of a YAML file that knows where it stands. Wrong kinds are noted and read as empty. */
export interface YamlNode {
  entries(): readonly (readonly [key: string, value: YamlNode, keyNode: YamlNode])[];
  items(): readonly YamlNode[];
  text(): string;
  number(fallback: number): number;
  get(key: string): YamlNode | null;
  isText(): boolean;
  problem(message: string): void;
}

/**
 * Reads a file of signatures with `read` and collects every problem on the way. Throws DataError
 * `signatures-invalid` that holds them all.
 */
export function readYaml<Result>(yamlText: string, file: string, read: (root: YamlNode) => Result): Result {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines });
  const problems: DataProblem[] = [];
  const note = (offset: number, message: string): void => {
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line, column: col, message });
  };
  for (const error of document.errors) note(error.pos[0], error.message.split('\n')[0] ?? error.code);
  const result = read(wrap(document.contents, note));
  if (problems.length > 0) throw new DataError('signatures-invalid', problems, 'Mend this line.');
  return result;
}

function wrap(node: Node | null, note: (offset: number, message: string) => void): YamlNode {
  const problem = (message: string): void => note(node?.range?.[0] ?? 0, message);
  const entries = (): (readonly [string, YamlNode, YamlNode])[] => {
    if (!isMap<Node, Node | null>(node)) {
      problem('a mapping is expected here');
      return [];
    }
    return node.items.map((pair) => {
      const key = wrap(pair.key, note);
      return [isScalar(pair.key) ? String(pair.key.value) : '', wrap(pair.value, note), key] as const;
    });
  };
  return {
    problem,
    entries,
    isText: () => isScalar(node) && typeof node.value === 'string',
    get: (key) => (isMap(node) ? (entries().find(([name]) => name === key)?.[1] ?? null) : null),
    items() {
      if (isSeq<Node>(node)) return node.items.map((item) => wrap(item, note));
      problem('a list is expected here');
      return [];
    },
    text() {
      // A number is meant as the text it is written with: 401, 0x800B0109.
      if (isScalar(node) && typeof node.value === 'string') return node.value;
      if (isScalar(node) && typeof node.value === 'number') return node.source ?? String(node.value);
      problem('a text is expected here (put yes, no and null in quotes)');
      return '';
    },
    number(fallback) {
      if (isScalar(node) && typeof node.value === 'number') return node.value;
      problem('a number is expected here');
      return fallback;
    },
  };
}
