import { LineCounter, parseDocument } from 'yaml';
import { makeProblem, type Position, type Problem } from './problem.js';
import { checkShape, type Positions } from './shape/checkShape.js';
import type { Tree } from './tree.js';
import { treeShape } from './treeShape.js';

/** Largest tree file, in UTF-16 units. */
export const maxTreeSize = 256 * 1024;
const maxProblems = 100;

/** A tree with the place of each of its parts. */
export interface TreeSource {
  readonly file: string;
  readonly tree: Tree;
  /** Place of the value at a path such as `nodes/look/next`, or of the nearest part around it. */
  at(path: string): Position;
  /** Place of the name that a path ends in. */
  keyAt(path: string): Position;
}

export interface ParsedTree {
  /** Null when the problems leave nothing that could be checked further. */
  readonly source: TreeSource | null;
  /** In the order of the file, one hundred at most. */
  readonly problems: readonly Problem[];
}

/** Reads one tree file. What is wrong with it is returned, never thrown. */
export function parseTree(file: string, text: string): ParsedTree {
  if (text.length > maxTreeSize) {
    const message = `The file has ${text.length} characters; ${maxTreeSize} are read at most.`;
    return failed([
      makeProblem(file, { line: 1, column: 1 }, 'file-too-large', message, 'Split the tree in two.'),
    ]);
  }
  const lines = new LineCounter();
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  // Duplicate keys are found by checkShape: the library compares every key with every other.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const yamlProblems = [...document.errors, ...document.warnings].map((error) =>
    makeProblem(
      file,
      positionAt(error.pos[0]),
      'yaml-syntax',
      error.message,
      'Correct the YAML at this place.',
    ),
  );
  if (yamlProblems.length > 0) return failed(yamlProblems);
  if (document.contents === null) {
    const mend = 'Begin with id, start and nodes.';
    return failed([makeProblem(file, { line: 1, column: 1 }, 'not-a-tree', 'The file is empty.', mend)]);
  }
  const report = checkShape(file, document.contents, treeShape, positionAt);
  if (report.problems.length > 0) return failed(report.problems);
  // The shape has just been checked, field by field.
  return { source: makeSource(file, document.toJS() as Tree, report), problems: [] };
}

function makeSource(file: string, tree: Tree, positions: Positions): TreeSource {
  const at = (path: string): Position => {
    const found = positions.values.get(path);
    if (found !== undefined) return found;
    const end = path.lastIndexOf('/');
    return end < 0 ? { line: 1, column: 1 } : at(path.slice(0, end));
  };
  return { file, tree, at, keyAt: (path) => positions.keys.get(path) ?? at(path) };
}

function failed(problems: readonly Problem[]): ParsedTree {
  return { source: null, problems: inFileOrder(problems).slice(0, maxProblems) };
}

export function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column,
  );
}
