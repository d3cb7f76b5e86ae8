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
  /** False when the file has no room left for so many phrases. */
  takeRoom(phrases: number): boolean;
  problem(message: string): void;
}

/** Phrases of one file: three times those of the largest shipped. */
const mostPhrases = 60_000;
const mostProblems = 100;

/**
 * Reads a file of signatures with `read` and collects every problem on the way. Throws DataError
 * `signatures-invalid` that holds them all.
 */
export function readYaml<Result>(yamlText: string, file: string, read: (root: YamlNode) => Result): Result {
  const lines = new LineCounter();
  const document = parseDocument(yamlText, { lineCounter: lines, uniqueKeys: false });
  const problems: DataProblem[] = [];
  const note = (offset: number, message: string): void => {
    if (problems.length >= mostProblems) return;
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line, column: col, message });
  };
  for (const error of document.errors) note(error.pos[0], error.message.split('\n')[0] ?? error.code);
  let room = mostPhrases;
  const takeRoom = (phrases: number): boolean => {
    room -= phrases;
    return room >= 0;
  };
  const result = read(wrap(document.contents, { note, takeRoom }));
  if (problems.length > 0) throw new DataError('signatures-invalid', problems, 'Mend this line.');
  return result;
}

interface File {
  readonly note: (offset: number, message: string) => void;
  readonly takeRoom: YamlNode['takeRoom'];
}

function wrap(node: Node | null, file: File): YamlNode {
  const { note, takeRoom } = file;
  const problem = (message: string): void => note(node?.range?.[0] ?? 0, message);
  const entries = (): (readonly [string, YamlNode, YamlNode])[] => {
    if (!isMap<Node, Node | null>(node)) {
      problem('a mapping is expected here');
      return [];
    }
    // The library would compare every key with every other.
    const seen = new Set<string>();
    return node.items.map((pair) => {
      const key = wrap(pair.key, file);
      const name = isScalar(pair.key) ? String(pair.key.value) : '';
      if (seen.has(name)) key.problem(`"${name}" is there twice`);
      seen.add(name);
      return [name, wrap(pair.value, file), key] as const;
    });
  };
  return {
    problem,
    takeRoom,
    entries,
    isText: () => isScalar(node) && typeof node.value === 'string',
    get: (key) => (isMap(node) ? (entries().find(([name]) => name === key)?.[1] ?? null) : null),
    items() {
      if (isSeq<Node>(node)) return node.items.map((item) => wrap(item, file));
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
