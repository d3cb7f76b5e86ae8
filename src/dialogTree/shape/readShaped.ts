import { LineCounter, parseDocument } from 'yaml';
import { inFileOrder, makeProblem, type Position, type Problem, type ProblemCode } from '../problem.js';
import { checkShape, type Positions } from './checkShape.js';
import type { Shape } from './shape.js';

const maxProblems = 100;

export interface FileRules {
  readonly shape: Shape;
  /** Largest file, in UTF-16 units. */
  readonly maxSize: number;
  /** What to do about a larger one. */
  readonly tooLarge: string;
  /** The problem of a file with nothing in it, and its mend. */
  readonly empty: { readonly code: ProblemCode; readonly mend: string };
}

/** A YAML file's value with the place of each of its parts. */
export interface ShapedSource<Value> {
  readonly value: Value;
  /** Place of the value at a path such as `nodes/look/next`, or of the nearest part around it. */
  at(path: string): Position;
  /** Place of the name that a path ends in. */
  keyAt(path: string): Position;
}

export interface ShapedReading<Value> {
  /** Null when the problems leave nothing that could be used. */
  readonly source: ShapedSource<Value> | null;
  /** In the order of the file, one hundred at most. */
  readonly problems: readonly Problem[];
}

/**
 * Reads one YAML file and compares it with its shape. What is wrong with it is returned, never thrown. `Value` is
 * the type that the shape stands for.
 */
export function readShaped<Value>(file: string, text: string, rules: FileRules): ShapedReading<Value> {
  const start: Position = { line: 1, column: 1 };
  if (text.length > rules.maxSize) {
    const message = `The file has ${text.length} characters; ${rules.maxSize} are read at most.`;
    return failed([makeProblem(file, start, 'file-too-large', message, rules.tooLarge)]);
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
      `${error.message.replace(/\.$/, '')}.`,
      'Correct the YAML at this place.',
    ),
  );
  if (yamlProblems.length > 0) return failed(yamlProblems);
  if (document.contents === null) {
    return failed([makeProblem(file, start, rules.empty.code, 'The file is empty.', rules.empty.mend)]);
  }
  const report = checkShape(file, document.contents, rules.shape, positionAt);
  if (report.problems.length > 0) return failed(report.problems);
  // The shape has just been checked, field by field.
  return { source: makeSource(document.toJS() as Value, report), problems: [] };
}

function makeSource<Value>(value: Value, positions: Positions): ShapedSource<Value> {
  const at = (path: string): Position => {
    const found = positions.values.get(path);
    if (found !== undefined) return found;
    const end = path.lastIndexOf('/');
    return end < 0 ? { line: 1, column: 1 } : at(path.slice(0, end));
  };
  return { value, at, keyAt: (path) => positions.keys.get(path) ?? at(path) };
}

function failed(problems: readonly Problem[]): { source: null; problems: readonly Problem[] } {
  return { source: null, problems: inFileOrder(problems).slice(0, maxProblems) };
}
